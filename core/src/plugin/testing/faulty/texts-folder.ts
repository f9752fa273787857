import { mkdtempSync, writeFileSync } from 'node:fs';
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
  const folder = mkdtempSync(join(tmpdir(), 'promenade-texts-'));
  for (const [language, content] of Object.entries({ ...completeTexts(), ...files })) {
    if (content === undefined) continue;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(folder, `${language}.json`), text);
  }
  return pathToFileURL(`${folder}/`);
};
