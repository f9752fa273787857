import type { Language } from '@promenade/portal-kit';
import type { TierDraft } from '../tier-draft.js';

/** Where the server reports a refused name: the default locale's stands at the top of the body. */
export function namePointer(draft: TierDraft, language: Language): string {
  return language === draft.locale ? '/name' : `/translations/${language}/name`;
}

export function perksPointer(draft: TierDraft, language: Language): string {
  return language === draft.locale
    ? '/benefits/custom_perks'
    : `/translations/${language}/custom_perks`;
}

/** The change that sets texts of one language. */
export function withTexts(
  draft: TierDraft,
  language: Language,
  changes: Partial<{ name: string; perks: string[] }>,
): Partial<TierDraft> {
  return {
    texts: { ...draft.texts, [language]: { ...draft.texts[language], ...changes } },
  };
}
