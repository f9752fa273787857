import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locale } from './locales.js';

/** Every text of a language by its whole key: `errors.internal.title`. What is no text is kept as it is. */
export type Texts = ReadonlyMap<string, unknown>;

const flattened = (value: object, path = ''): [key: string, text: unknown][] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? flattened(inner, `${path}${key}.`)
      : [[`${path}${key}`, inner] as [string, unknown]],
  );

/** The file of a language in a folder of texts. */
export const localeFile = (folder: URL, locale: Locale): URL =>
  new URL(`${locale}.json`, folder.href.endsWith('/') ? folder : `${folder.href}/`);

/** @returns the texts of one language, or what is wrong with their file */
export const readTexts = (
  folder: URL,
  locale: Locale,
): { readonly texts: Texts } | { readonly problem: string } => {
  const file = localeFile(folder, locale);
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    return { problem: `${fileURLToPath(file)} cannot be read` };
  }
  try {
    const content: unknown = JSON.parse(source);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return { texts: new Map(flattened(content)) };
    }
  } catch {
    // Said below.
  }
  return { problem: `${fileURLToPath(file)} is no JSON object` };
};
