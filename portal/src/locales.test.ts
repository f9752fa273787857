import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LANGUAGES = ['en', 'ar', 'he'];
const PLURAL = /^(.+)_(zero|one|two|few|many|other)$/;

type Texts = { [key: string]: string | Texts };

function localeFolders(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.name === 'locales' ? [path] : localeFolders(path);
  });
}

function textsOf(folder: string, language: string): Map<string, string> {
  const content = readFileSync(join(folder, `${language}.json`), 'utf8');
  return new Map(flatten(JSON.parse(content) as Texts));
}

function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const isPlural = (key: string, keys: Iterable<string>) => {
  const stem = PLURAL.exec(key)?.[1];
  return stem !== undefined && [...keys].includes(`${stem}_other`);
};

/** Keys without the plural endings, in which languages differ. */
function stems(texts: Map<string, string>): string[] {
  const keys = [...texts.keys()];
  return [
    ...new Set(keys.map((key) => (isPlural(key, keys) ? key.replace(PLURAL, '$1') : key))),
  ].sort();
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{[-\s]*([\w.]+)/g)].map((match) => match[1] ?? '').sort();
}

describe.each(localeFolders().map((folder) => [folder.slice(ROOT.length + 1), folder]))(
  '%s',
  (_name, folder) => {
    const english = textsOf(folder, 'en');

    test.each(LANGUAGES)('%s has every text and no other', (language) => {
      expect(stems(textsOf(folder, language))).toEqual(stems(english));
    });

    test('ar has one word for a customer', () => {
      const texts = [...textsOf(folder, 'ar').values()];
      // “VIP customers” is a set phrase.
      const others = texts.filter((text) => /عملاء|عميل/.test(text.replaceAll('كبار العملاء', '')));
      expect(others).toEqual([]);
    });

    test.each(LANGUAGES)('%s has no empty text', (language) => {
      const empty = [...textsOf(folder, language)].filter(([, text]) => text.trim() === '');
      expect(empty).toEqual([]);
    });

    test.each(LANGUAGES)('%s has the plural forms of its language', (language) => {
      const texts = textsOf(folder, language);
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const missing = [...texts.keys()]
        .filter((key) => key.endsWith('_other') && isPlural(key, texts.keys()))
        .flatMap((key) => needed.map((form) => key.replace(/other$/, form)))
        .filter((key) => !texts.has(key));
      expect(missing).toEqual([]);
    });

    test.each(LANGUAGES)('%s names the same values as English', (language) => {
      const different = [...textsOf(folder, language)].filter(([key, text]) => {
        const original = english.get(key);
        return (
          original !== undefined &&
          !PLURAL.test(key) &&
          placeholders(text).join() !== placeholders(original).join()
        );
      });
      expect(different).toEqual([]);
    });
  },
);
