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

describe.each(supportedLocales)('the texts of the core in %s', (locale) => {
  const own = new Map(textsOf(texts[locale]));

  it('are complete', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const text of own.values()) expect(String(text).trim()).not.toBe('');
  });

  it('name the same parameters', () => {
    for (const [path, text] of own) {
      expect([path, ...placeholders(text)]).toEqual([path, ...placeholders(english.get(path))]);
    }
  });

  it('are in their own script', () => {
    const script = { en: /\p{Script=Latin}/u, ar: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u };
    for (const [path, text] of own) expect(`${path}: ${String(text)}`).toMatch(script[locale]);
  });
});
