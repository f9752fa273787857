import { describe, expect, it } from '@jest/globals';
import { loadLocales } from './load-locales.js';
import { supportedLocales } from './locales.js';

/** Every text with its path: `errors.internal.title`. */
const textsOf = (value: object, path = ''): [path: string, text: unknown][] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null
      ? textsOf(inner, `${path}${key}.`)
      : [[`${path}${key}`, inner] as [string, unknown]],
  );

const { texts } = loadLocales('core', new URL('../../locales/', import.meta.url));
const english = new Map(textsOf(texts.en));
const placeholders = (text: unknown): string[] =>
  String(text)
    .match(/\{\{\w+\}\}/g)
    ?.sort() ?? [];

const plural = /_(zero|one|two|few|many|other)$/;
const keysOf = (own: ReadonlyMap<string, unknown>): string[] =>
  [...new Set([...own.keys()].map((path) => path.replace(plural, '')))].sort();

describe.each(supportedLocales)('the texts of the core in %s', (locale) => {
  const own = new Map(textsOf(texts[locale]));

  it('are complete', () => {
    expect(keysOf(own)).toEqual(keysOf(english));
    for (const text of own.values()) expect(String(text).trim()).not.toBe('');
  });

  it('have each plural form of the language', () => {
    const wanted = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();
    const plurals = [...own.keys()].filter((path) => plural.test(path));
    expect(plurals).not.toEqual([]);
    for (const key of new Set(plurals.map((path) => path.replace(plural, '')))) {
      const forms = plurals.filter((path) => path.replace(plural, '') === key);
      expect(forms.map((path) => path.slice(key.length + 1)).sort()).toEqual(wanted);
    }
  });

  it('name the same parameters', () => {
    for (const [path, text] of own) {
      // "One character" and "two characters" may be said without the number.
      if (/_(one|two)$/.test(path)) continue;
      expect([path, ...placeholders(text)]).toEqual([
        path,
        ...placeholders(english.get(path) ?? english.get(path.replace(plural, '_other'))),
      ]);
    }
  });

  it('are in their own script', () => {
    const script = { en: /\p{Script=Latin}/u, ar: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u };
    for (const [path, text] of own) expect(`${path}: ${String(text)}`).toMatch(script[locale]);
  });
});
