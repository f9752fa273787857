import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tier } from './tier.js';
import { type TierPlace, tierPage } from './tier-page.js';

const tier = (place: TierPlace): Tier => ({
  ...place,
  id: 'id',
  merchantId: 'merchant',
  locale: 'en',
  name: 'Tier',
  discountPercentage: 0,
  freeShipping: false,
  exclusiveAccess: false,
  benefits: {},
  translations: {},
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
});
const order = (a: TierPlace, b: TierPlace): number =>
  a.minPoints - b.minPoints || (a.tierId < b.tierId ? -1 : 1);
const places = fc
  .uniqueArray(
    fc.record({
      minPoints: fc.integer({ min: 0, max: 3 }),
      tierId: fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    }),
    { selector: ({ tierId }) => tierId },
  )
  .map((all) => all.sort(order));

describe('the pages of a list of tiers', () => {
  test('give every tier once, in order, and the last says that it is', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 4 }), (all, size) => {
        const tiers = all.map(tier);
        const seen: Tier[] = [];
        let isLast = false;
        while (!isLast) {
          const page = tierPage(tiers, size, seen.at(-1));
          expect(page.isLast || page.tiers.length === size).toBe(true);
          seen.push(...page.tiers);
          isLast = page.isLast;
        }
        expect(seen).toEqual(tiers);
      }),
    );
  });

  test('go on behind a tier that is gone', () => {
    const tiers = [1, 3].map((minPoints) => tier({ minPoints, tierId: 'a' }));
    expect(tierPage(tiers, 5, { minPoints: 2, tierId: 'gone' }).tiers).toEqual(tiers.slice(1));
  });
});
