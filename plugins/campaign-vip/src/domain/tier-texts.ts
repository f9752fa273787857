import type { TierFields } from './tier.js';

/** A tier's name and perks as a customer reads them. */
export interface TierTexts {
  /** The locale of the name, and of every perk that is translated. */
  readonly locale: string;
  readonly name: string;
  readonly customPerks: readonly string[];
}

/**
 * The texts in a locale: its translation, else the tier's default locale. A perk that the translation leaves out stays
 * in the default locale, since a benefit in another language is worth more than none; rows that are empty in both are dropped.
 */
export const tierTexts = (
  tier: Pick<TierFields, 'locale' | 'name' | 'benefits' | 'translations'>,
  wanted: string | undefined,
): TierTexts => {
  const own = tier.benefits.custom_perks ?? [];
  const translation =
    wanted !== undefined && wanted !== tier.locale && Object.hasOwn(tier.translations, wanted)
      ? tier.translations[wanted]
      : undefined;
  const translated = translation?.custom_perks ?? [];
  const rows = Math.max(own.length, translated.length);
  return {
    locale: translation && wanted !== undefined ? wanted : tier.locale,
    name: translation?.name ?? tier.name,
    customPerks: Array.from({ length: rows }, (_, row) => translated[row] || own[row] || '').filter(
      (perk) => perk !== '',
    ),
  };
};
