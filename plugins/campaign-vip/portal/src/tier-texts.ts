import { LANGUAGES, type Language } from '@promenade/portal-kit';
import type { TierInput } from './tier.js';

/** A tier's texts in one language, and whether another language stands in for it. */
export interface TierTexts {
  name: string;
  perks: string[];
  /** The language that is shown instead, when the wanted one has no name. */
  fallback: Language | null;
}

/**
 * The texts to show in a language: its translation, else those of the tier's default locale; perk by perk, as the
 * server gives them.
 */
export function tierTexts(tier: TierInput, language: Language): TierTexts {
  const own = { name: tier.name, perks: tier.benefits.custom_perks ?? [] };
  if (language === tier.locale) return { ...own, fallback: null };
  const translation = tier.translations[language];
  if (!translation?.name) return { ...own, fallback: tier.locale };
  return {
    name: translation.name,
    perks: own.perks.map((perk, index) => translation.custom_perks?.[index]?.trim() || perk),
    fallback: null,
  };
}

export type TranslationState = 'complete' | 'partial' | 'missing';

/** A language is complete when it has a name and a text for every perk of the default locale. */
export function translationState(tier: TierInput, language: Language): TranslationState {
  if (language === tier.locale) return tier.name ? 'complete' : 'missing';
  const { name = '', custom_perks: perks = [] } = tier.translations[language] ?? {};
  const wanted = (tier.benefits.custom_perks ?? []).filter((perk) => perk.trim() !== '').length;
  const written = perks.filter((perk) => perk.trim() !== '').length;
  if (!name.trim()) return written > 0 ? 'partial' : 'missing';
  return written >= wanted ? 'complete' : 'partial';
}

/** The states of all languages of the portal. */
export function translationStates(tier: TierInput): Record<Language, TranslationState> {
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, translationState(tier, language)]),
  ) as Record<Language, TranslationState>;
}
