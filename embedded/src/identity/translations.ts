import { readFileSync } from 'node:fs';

/** Every text of the pages; each file of locales/ has exactly these. */
export const MESSAGE_KEYS = [
  'product',
  'language.name',
  'language.choose',
  'login.title',
  'login.subtitle',
  'login.email',
  'login.password',
  'login.submit',
  'login.wrong',
  'expired.title',
  'expired.body',
  'expired.back',
  'logout.title',
  'logout.body',
  'logout.confirm',
  'logout.stay',
  'logged_out.title',
  'logged_out.body',
  'error.title',
  'error.body',
  'error.code',
] as const;

export type MessageKey = (typeof MESSAGE_KEYS)[number];

export interface Translation {
  /** BCP 47 tag. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** The text, with `{name}` replaced by the value of that name. Not escaped. */
  text: (key: MessageKey, values?: Readonly<Record<string, string>>) => string;
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** @throws Error for a locale without a file, or with a text missing */
export function loadTranslation(locale: string): Translation {
  const file = new URL(`../../locales/${encodeURIComponent(locale)}.json`, import.meta.url);
  let texts: Record<string, unknown>;
  try {
    texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`There are no login pages in the language "${locale}"`, { cause });
  }
  const missing = MESSAGE_KEYS.filter((key) => typeof texts[key] !== 'string');
  if (missing.length > 0) throw new Error(`locales/${locale}.json lacks ${missing.join(', ')}`);
  return {
    locale,
    direction: RIGHT_TO_LEFT.has(locale) ? 'rtl' : 'ltr',
    text: (key, values = {}) =>
      String(texts[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  };
}
