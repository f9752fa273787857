import { expect, test } from '@jest/globals';
import { chooseLanguage, directionOf, languageName } from './languages.js';

test('Arabic and Hebrew are written right to left, with or without a region', () => {
  expect(['en', 'ar', 'he', 'ar-EG', 'de'].map(directionOf)).toEqual([
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'ltr',
  ]);
});

test('the first wanted language that the portal speaks is chosen', () => {
  expect(chooseLanguage([null, 'fr-CA', 'he-IL', 'en'])).toBe('he');
  expect(chooseLanguage(['fr'])).toBe('en');
  expect(chooseLanguage([])).toBe('en');
});

test('a language is named in itself or in another one', () => {
  expect(languageName('he')).toBe('עברית');
  expect(languageName('ar', 'en')).toBe('Arabic');
});
