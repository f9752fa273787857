import { LANGUAGES, type Language } from '@promenade/portal-kit';
import type { Tier, TierInput, TierTranslation } from './tier.js';

/** A tier while it is edited: every language has a name and as many perks as there are rows. */
export interface TierDraft {
  tierId: string;
  locale: Language;
  minPoints: number | string;
  discount: number | string;
  bonusPoints: number | string;
  freeShipping: boolean;
  exclusiveAccess: boolean;
  texts: Record<Language, { name: string; perks: string[] }>;
  perkRows: number;
}

export function emptyDraft(locale: Language): TierDraft {
  return {
    tierId: '',
    locale,
    minPoints: 0,
    discount: 0,
    bonusPoints: '',
    freeShipping: false,
    exclusiveAccess: false,
    texts: forEachLanguage(() => ({ name: '', perks: [] })),
    perkRows: 0,
  };
}

export function draftOf(tier: Tier): TierDraft {
  const ownPerks = tier.benefits.custom_perks ?? [];
  const texts = forEachLanguage((language) => {
    if (language === tier.locale) return { name: tier.name, perks: ownPerks };
    const translation = tier.translations[language];
    return { name: translation?.name ?? '', perks: translation?.custom_perks ?? [] };
  });
  return {
    tierId: tier.tier_id,
    locale: tier.locale,
    minPoints: tier.min_points,
    discount: tier.discount_percentage,
    bonusPoints: tier.benefits.bonus_points ?? '',
    freeShipping: tier.free_shipping,
    exclusiveAccess: tier.exclusive_access,
    texts,
    perkRows: Math.max(...LANGUAGES.map((language) => texts[language].perks.length)),
  };
}

/** The body to send. Benefits that the form does not know are kept from `known`. */
export function inputOf(draft: TierDraft, known?: Tier): TierInput {
  const perksOf = (language: Language) => writtenPerks(draft.texts[language].perks);
  const { bonus_points: _bonus, custom_perks: _perks, ...otherBenefits } = known?.benefits ?? {};
  const bonusPoints = wholeNumber(draft.bonusPoints);
  const perks = perksOf(draft.locale);
  const translations: Partial<Record<Language, TierTranslation>> = { ...known?.translations };
  for (const language of LANGUAGES) {
    const name = draft.texts[language].name.trim();
    const translated = perksOf(language);
    delete translations[language];
    if (language === draft.locale || (!name && translated.length === 0)) continue;
    translations[language] = {
      name,
      ...(translated.length > 0 ? { custom_perks: translated } : {}),
    };
  }
  return {
    tier_id: draft.tierId.trim(),
    locale: draft.locale,
    name: draft.texts[draft.locale].name.trim(),
    min_points: wholeNumber(draft.minPoints) ?? 0,
    discount_percentage: Number(draft.discount) || 0,
    free_shipping: draft.freeShipping,
    exclusive_access: draft.exclusiveAccess,
    benefits: {
      ...otherBenefits,
      ...(bonusPoints === undefined ? {} : { bonus_points: bonusPoints }),
      ...(perks.length > 0 ? { custom_perks: perks } : {}),
    },
    translations,
  };
}

/** Empty rows at the end are dropped; one in between stays, so that translations keep their row. */
function writtenPerks(perks: string[]): string[] {
  const trimmed = perks.map((perk) => (perk ?? '').trim());
  return trimmed.slice(0, trimmed.findLastIndex((perk) => perk !== '') + 1);
}

function wholeNumber(value: number | string): number | undefined {
  return value === '' ? undefined : Math.trunc(Number(value));
}

function forEachLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(LANGUAGES.map((each) => [each, make(each)])) as Record<Language, T>;
}
