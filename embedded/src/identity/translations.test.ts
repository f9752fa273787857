import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadTranslation, MESSAGE_KEYS } from './translations.js';

const folder = new URL('../../locales/', import.meta.url);
const files = readdirSync(folder);

test('English, Arabic and Hebrew are there', () => {
  expect(files.toSorted()).toEqual(['ar.json', 'en.json', 'he.json']);
});

test.each(files)('%s has every text, none besides, and the same places', (file) => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>;
  const [texts, english] = [read(file), read('en.json')];
  expect(Object.keys(texts).toSorted()).toEqual([...MESSAGE_KEYS].toSorted());
  for (const [key, text] of Object.entries(texts)) {
    expect(text.trim()).not.toBe('');
    expect(text.match(/\{\w+\}/g)).toEqual(english[key]?.match(/\{\w+\}/g) ?? null);
  }
});

test('puts values in, also where they look like places', () => {
  const { text, direction } = loadTranslation('ar');
  expect(direction).toBe('rtl');
  expect(text('login.subtitle', { client: '{client} $&' })).toContain('{client} $&');
});
