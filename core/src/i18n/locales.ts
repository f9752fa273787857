import { match } from '@formatjs/intl-localematcher';

/** The languages that every namespace must be complete in; the first is the fall-back. */
export const supportedLocales = ['en', 'ar', 'he'] as const;
export type Locale = (typeof supportedLocales)[number];
export const defaultLocale: Locale = 'en';

export const isSupportedLocale = (value: unknown): value is Locale =>
  supportedLocales.some((locale) => locale === value);

/** So many languages of a header are looked at: nobody speaks more, and checking takes time for each. */
const mostWanted = 20;
/** BCP 47 suggests buffers of 35 characters (RFC 5646, section 4.4.1); a longer tag is no language of ours. */
const longestTag = 35;

/** A well-formed tag (RFC 5646); a malformed one would make the matcher throw. */
const isLanguageTag = (tag: string): boolean => {
  try {
    return tag !== '' && tag.length <= longestTag && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** The best supported locale for an Accept-Language header (RFC 9110, section 12.5.4); `en` where none fits. */
export const negotiateLocale = (acceptLanguage: string | undefined): Locale => {
  const wanted = (acceptLanguage ?? '')
    .split(',', mostWanted)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.trim(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => quality > 0 && isLanguageTag(tag))
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  const best = match(wanted, supportedLocales, defaultLocale);
  return isSupportedLocale(best) ? best : defaultLocale;
};
