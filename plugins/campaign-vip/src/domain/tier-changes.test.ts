import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TierFields } from './tier.js';
import { canonicalJson, changedFields, publicFields } from './tier-changes.js';

const gold: TierFields = {
  tierId: 'gold',
  locale: 'en',
  name: 'Gold',
  minPoints: 1_000,
  discountPercentage: 10,
  freeShipping: true,
  exclusiveAccess: false,
  benefits: { bonus_points: 100, custom_perks: ['Early access'] },
  translations: { ar: { name: 'ذهبي' }, he: { name: 'זהב', custom_perks: ['א'] } },
};

describe('the changed fields of a tier', () => {
  test.each<[Partial<TierFields>, string[]]>([
    [{}, []],
    [{ name: 'Golden' }, ['name']],
    [{ minPoints: 1, freeShipping: false }, ['min_points', 'free_shipping']],
    [{ benefits: { bonus_points: 100 } }, ['benefits']],
    [{ translations: { ...gold.translations, ar: { name: 'ذهب' } } }, ['translations']],
  ])('after %j are %j', (change, names) => {
    expect(changedFields(gold, { ...gold, ...change })).toEqual(names);
  });

  test('do not depend on the order of keys', () => {
    const translations = { he: { custom_perks: ['א'], name: 'זהב' }, ar: { name: 'ذهبي' } };
    expect(changedFields(gold, { ...gold, translations })).toEqual([]);
  });

  test('of a new tier are all', () => {
    expect(changedFields(undefined, gold)).toEqual(Object.keys(publicFields(gold)));
  });
});

test('canonical JSON is one text for one value, and reads as it', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, shuffled(part)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
