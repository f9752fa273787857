import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TierFields } from './tier.js';
import { tierFaults } from './tier-faults.js';

const gold: TierFields = {
  tierId: 'gold',
  locale: 'en',
  name: 'Gold',
  minPoints: 1_000,
  discountPercentage: 10,
  freeShipping: true,
  exclusiveAccess: false,
  benefits: { bonus_points: 100, custom_perks: ['Early access'] },
  translations: { ar: { name: 'ذهبي', custom_perks: ['دخول مبكر'] } },
};

describe('tierFaults', () => {
  test('finds nothing in a proper tier', () => {
    expect(tierFaults(gold)).toEqual([]);
  });

  test.each<[Partial<TierFields>, string, string]>([
    [{ tierId: 'Gold Tier' }, '/tier_id', 'malformed-tier-id'],
    [{ tierId: 'a'.repeat(65) }, '/tier_id', 'too-long'],
    [{ name: '  ' }, '/name', 'empty'],
    [{ name: 'a'.repeat(101) }, '/name', 'too-long'],
    [{ minPoints: -1 }, '/min_points', 'out-of-range'],
    [{ minPoints: 2_147_483_648 }, '/min_points', 'out-of-range'],
    [{ discountPercentage: 101 }, '/discount_percentage', 'out-of-range'],
    [{ benefits: { bonus_points: -1 } }, '/benefits/bonus_points', 'out-of-range'],
    [
      { benefits: { custom_perks: Array<string>(21).fill('a') } },
      '/benefits/custom_perks',
      'too-many',
    ],
    [
      { benefits: { custom_perks: ['a', 'b'.repeat(201)] } },
      '/benefits/custom_perks/1',
      'too-long',
    ],
    [
      { translations: { en: { name: 'Gold' } } },
      '/translations/en',
      'translation-of-default-locale',
    ],
    [{ translations: { ar: { name: '' } } }, '/translations/ar/name', 'empty'],
    [
      { translations: { ar: { name: 'ذ', custom_perks: ['a'.repeat(201)] } } },
      '/translations/ar/custom_perks/0',
      'too-long',
    ],
  ])('names the fault of %j', (change, path, code) => {
    expect(tierFaults({ ...gold, ...change })).toEqual([expect.objectContaining({ path, code })]);
  });

  test('takes every tier id of lower-case words, and no other', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,5}$/), (tierId) => {
        expect(tierFaults({ ...gold, tierId })).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,5}[^a-z0-9][a-z]{0,5}$/), (tierId) => {
        fc.pre(!/^[a-z]+-[a-z]+$/.test(tierId));
        expect(tierFaults({ ...gold, tierId })).not.toEqual([]);
      }),
    );
  });

  test('takes percentages from 0 to 100 only', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 300 }), (discountPercentage) => {
        const isInRange = discountPercentage >= 0 && discountPercentage <= 100;
        expect(tierFaults({ ...gold, discountPercentage })).toHaveLength(isInRange ? 0 : 1);
      }),
    );
  });
});
