import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locale } from '../../../i18n/locales.js';

const plurals = (language: Locale, forms: readonly string[]): Record<string, string> =>
  Object.fromEntries(forms.map((form) => [`unread_${form}`, `{{count}} ${language} ${form}`]));

const complete = (language: Locale, forms: readonly string[]) => ({
  plugin: { name: `News (${language})`, description: `What is new (${language})` },
  pages: { news: `News (${language})` },
  greeting: `{{name}} (${language})`,
  ...plurals(language, forms),
});

export type LanguageFiles = Readonly<Record<Locale, object | string>>;

/** Texts with nothing wrong. */
export const completeTexts = (): LanguageFiles => ({
  en: complete('en', ['zero', 'one', 'other']),
  ar: complete('ar', ['zero', 'one', 'two', 'few', 'many', 'other']),
  he: complete('he', ['one', 'two', 'other']),
});

/** A folder with these language files, besides which the complete ones stand; undefined leaves a file out, a text is written as it is. */
export const textsFolder = (
  files: Partial<Readonly<Record<Locale, object | string | undefined>>> = {},
): URL => {
  const texts = Object.entries({ ...completeTexts(), ...files }).flatMap(([language, content]) => {
    if (content === undefined) return [];
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return [{ file: `${language}.json`, text }];
  });
  // The same texts are in the same place, so that runs leave no more than one folder of each.
  const name = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), 'promenade-texts', name);
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of texts) {
    // Another process may be reading it.
    const written = join(folder, `${file}.${process.pid}`);
    writeFileSync(written, text);
    renameSync(written, join(folder, file));
  }
  return pathToFileURL(`${folder}/`);
};
