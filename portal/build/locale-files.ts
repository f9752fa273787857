import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The locale files of a folder by language: `{ en: '/…/locales/en.json' }`. */
export function localeFiles(localesDir: string): Record<string, string> {
  const names = readdirSync(localesDir).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -'.json'.length), join(localesDir, name)]),
  );
}
