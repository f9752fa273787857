import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, choose, unchoose } from './setting-changes.js';

test('only what differs is sent, and null for what goes back to its default', () => {
  const before = { size: 5, tags: ['a'], zone: 'UTC' };
  expect(changesBetween(before, { size: 5, tags: ['a', 'b'] })).toEqual({
    tags: ['a', 'b'],
    zone: null,
  });
  expect(changesBetween(before, { zone: 'UTC', tags: ['a'], size: 5 })).toEqual({});
});

test('a choice that was made and taken back again is no change', () => {
  const before = { size: 5 };
  expect(changesBetween(before, unchoose(choose(before, 'zone', 'UTC'), 'zone'))).toEqual({});
  expect(changesBetween(before, choose(unchoose(before, 'size'), 'size', 5))).toEqual({});
});

test('what is sent leads from any choices to any others', () => {
  const choices = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
  );
  fc.assert(
    fc.property(choices, choices, (before, after) => {
      const merged = Object.entries({ ...before, ...changesBetween(before, after) });
      expect(Object.fromEntries(merged.filter(([, value]) => value !== null))).toEqual({
        ...after,
      });
    }),
  );
});
