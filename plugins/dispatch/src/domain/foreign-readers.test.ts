import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foreignReaders } from './foreign-readers.js';
import { messageLocale } from './message-locale.js';

const readers = [
  { locale: 'en', customers: 5 },
  { locale: 'ar-SA', customers: 3 },
  { locale: 'he', customers: 2 },
];

test('a language stands in for its region, nothing else does', () => {
  expect(foreignReaders(readers, ['en', 'ar'])).toBe(2);
  expect(foreignReaders(readers, ['he'])).toBe(8);
  expect(foreignReaders(readers, ['en', 'ar', 'he'])).toBe(0);
  expect(foreignReaders([], ['en'])).toBe(0);
});

test('they are those whose message is in another language', () => {
  const locale = fc.constantFrom('en', 'ar', 'ar-SA', 'he', 'he-IL', 'fr');
  const available = fc.uniqueArray(fc.constantFrom('en', 'ar', 'he'), { minLength: 1 });
  fc.assert(
    fc.property(locale, available, (own, locales) => {
      const isForeign = messageLocale(own, locales, 'en').split('-')[0] !== own.split('-')[0];
      expect(foreignReaders([{ locale: own, customers: 1 }], locales)).toBe(isForeign ? 1 : 0);
    }),
  );
});
