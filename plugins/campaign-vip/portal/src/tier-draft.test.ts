import { expect, test } from '@jest/globals';
import type { Tier } from './tier.js';
import { draftOf, emptyDraft, inputOf } from './tier-draft.js';

const gold: Tier = {
  id: '0193',
  tier_id: 'gold',
  locale: 'en',
  name: 'Gold',
  min_points: 1000,
  discount_percentage: 12,
  free_shipping: true,
  exclusive_access: false,
  benefits: { bonus_points: 50, custom_perks: ['Lounge', 'Gift'] },
  translations: { ar: { name: 'ذهبي', custom_perks: ['صالة', 'هدية'] } },
  version: 2,
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z',
};

test('what was read is what is sent when nothing is edited', () => {
  const { id: _id, version: _version, created_at: _c, updated_at: _u, ...input } = gold;
  expect(inputOf(draftOf(gold), gold)).toEqual(input);
});

test('benefits that the form does not know are kept', () => {
  const known = { ...gold, benefits: { ...gold.benefits, birthday_gift: true } };
  expect(inputOf(draftOf(known), known).benefits).toHaveProperty('birthday_gift', true);
});

test('empty rows and empty translations are not sent', () => {
  const draft = emptyDraft('en');
  draft.tierId = ' silver ';
  draft.texts.en = { name: ' Silver ', perks: ['Early access', '', ' '] };
  draft.texts.he = { name: '', perks: ['', ''] };
  expect(inputOf(draft)).toMatchObject({
    tier_id: 'silver',
    name: 'Silver',
    benefits: { custom_perks: ['Early access'] },
    translations: {},
  });
});
