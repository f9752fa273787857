import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { knownLocale } from './known-locale.js';

const known = ['en', 'ar', 'he'];

test.each([
  ['ar', 'ar'],
  ['ar-EG', 'ar'],
  ['AR-eg-u-nu-latn', 'ar'],
  ['iw', 'he'],
  ['fr', undefined],
  ['', undefined],
  ['arabic!', undefined],
  ['e', undefined],
])('the tag %j asks for %j', (tag, locale) => {
  expect(knownLocale(tag, known)).toBe(locale);
});

test('any text gives a known locale or none', () => {
  fc.assert(
    fc.property(fc.string(), (tag) => {
      expect([...known, undefined]).toContain(knownLocale(tag, known));
    }),
  );
});
