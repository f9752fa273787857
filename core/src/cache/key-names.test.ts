import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyNames } from './key-names.js';

const names = keyNames('');
const namespace = fc.constantFrom('', 'campaign-vip', 'promotions');
const merchant = fc.uuid();
const key = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.constantFrom('promotions:draft', 'draft', ':', '%3A', 'campaign-vip'),
);

describe('the name of a cached value', () => {
  test('is the documented one', () => {
    expect(names.cached('m', '', 'gold')).toBe('cache:m:gold');
    expect(names.cached('m', 'promotions', 'draft-1')).toBe('cache:m:promotions:draft-1');
    expect(names.limit('m', 'campaign')).toBe('rate_limit:m:campaign');
    expect(names.processed('m', 'e')).toBe('processed:m:e');
    expect(keyNames('shop-').cached('m', '', 'gold')).toBe('shop-cache:m:gold');
  });

  test('is that of one merchant, one plugin and one key', () => {
    const one = fc.tuple(merchant, namespace, key);
    fc.assert(
      fc.property(one, one, (a, b) => {
        const same = a.every((part, index) => part === b[index]);
        expect(names.cached(...a) === names.cached(...b)).toBe(same);
      }),
    );
    fc.assert(
      fc.property(merchant, namespace, namespace, key, key, (m, n1, n2, k1, k2) => {
        const same = n1 === n2 && k1 === k2;
        expect(names.cached(m, n1, k1) === names.cached(m, n2, k2)).toBe(same);
      }),
    );
  });
});
