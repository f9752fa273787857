import { loadTranslation, type Translation } from './translations.js';

export interface LanguageWishes {
  /** Chosen on the page itself. */
  chosen?: string | undefined;
  /** `ui_locales` of the authorization request: tags separated by spaces, best first. */
  uiLocales?: unknown;
  /** Header Accept-Language. */
  acceptLanguage?: string | undefined;
}

export interface Languages {
  all: readonly Translation[];
  /** The first of the wishes that there are texts for, else the first language. */
  best(wishes: LanguageWishes): Translation;
}

/** @throws Error for an empty list or a language without texts */
export function languages(locales: readonly string[]): Languages {
  const [fallback, ...others] = locales.map(loadTranslation);
  if (!fallback) throw new Error('At least one locale is needed for the login pages');
  const all = [fallback, ...others];
  return {
    all,
    best({ chosen, uiLocales, acceptLanguage }) {
      const tags = [
        ...(chosen ? [chosen] : []),
        ...(typeof uiLocales === 'string' ? uiLocales.split(' ') : []),
        ...acceptedTags(acceptLanguage ?? ''),
      ];
      for (const tag of tags) {
        const found = all.find(({ locale }) => locale === primarySubtag(tag));
        if (found) return found;
      }
      return fallback;
    },
  };
}

/** Tags of an Accept-Language header, best first (RFC 9110, section 12.5.4). */
export function acceptedTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
      const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
      return { tag, quality: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

const primarySubtag = (tag: string) => tag.toLowerCase().split('-')[0];
