import { expect, test } from '@jest/globals';
import type { TierInput } from './tier.js';
import { tierTexts, translationStates } from './tier-texts.js';

const gold: TierInput = {
  tier_id: 'gold',
  locale: 'en',
  name: 'Gold',
  min_points: 1000,
  discount_percentage: 10,
  free_shipping: true,
  exclusive_access: false,
  benefits: { custom_perks: ['Lounge', 'Gift'] },
  translations: {
    ar: { name: 'ذهبي', custom_perks: ['صالة', 'هدية'] },
    he: { name: 'זהב', custom_perks: ['טרקלין'] },
  },
};

test('a translation is shown in its language', () => {
  expect(tierTexts(gold, 'ar')).toEqual({
    name: 'ذهبي',
    perks: ['صالة', 'هدية'],
    fallback: null,
  });
});

test('without a name the default locale stands in, and is named', () => {
  const untranslated = { ...gold, translations: {} };
  expect(tierTexts(untranslated, 'he')).toEqual({
    name: 'Gold',
    perks: ['Lounge', 'Gift'],
    fallback: 'en',
  });
});

test('completeness counts the perks of the default locale', () => {
  expect(translationStates(gold)).toEqual({ en: 'complete', ar: 'complete', he: 'partial' });
  expect(translationStates({ ...gold, translations: {} })).toMatchObject({ he: 'missing' });
});
