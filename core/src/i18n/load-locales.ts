import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { supportedLocales } from './locales.js';
import { localeFile } from './read-texts.js';
import type { LocaleBundle } from './translations.js';

/** Reads `en.json`, `ar.json` and `he.json` of a folder. Throws with the file's name when one is missing or is not JSON. */
export const loadLocales = (namespace: string, folder: URL): LocaleBundle => {
  const texts: Record<string, object> = {};
  for (const locale of supportedLocales) {
    const file = localeFile(folder, locale);
    try {
      texts[locale] = JSON.parse(readFileSync(file, 'utf8')) as object;
    } catch (cause) {
      throw new Error(`cannot read the texts of '${namespace}' in ${fileURLToPath(file)}`, {
        cause,
      });
    }
  }
  return { namespace, texts: texts as LocaleBundle['texts'] };
};
