import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptedTags, languages } from './languages.js';

const offered = languages(['en', 'ar', 'he']);

test.each([
  [{ chosen: 'he', uiLocales: 'ar', acceptLanguage: 'en' }, 'he'],
  [{ chosen: 'fr', uiLocales: 'fr ar-EG', acceptLanguage: 'he' }, 'ar'],
  [{ uiLocales: ['ar'], acceptLanguage: 'he-IL' }, 'he'],
  [{ acceptLanguage: 'en;q=0.2, AR;q=0.9' }, 'ar'],
  [{ acceptLanguage: 'fr, *' }, 'en'],
  [{}, 'en'],
])('%j → %s', (wishes, locale) => {
  expect(offered.best(wishes).locale).toBe(locale);
});

test('a quality of 0 or of nonsense is a refusal', () => {
  expect(acceptedTags('ar;q=0, he;q=x, en;q=0.1')).toEqual(['en']);
});

test('always finds a language, whatever is sent', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (chosen, acceptLanguage) => {
      expect(offered.all).toContain(offered.best({ chosen, acceptLanguage }));
    }),
  );
});

test('needs texts for every language', () => {
  expect(() => languages(['en', 'xx'])).toThrow('no login pages in the language "xx"');
  expect(() => languages([])).toThrow('At least one locale');
});
