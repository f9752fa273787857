/** The languages that the portal speaks. */
export const LANGUAGES = ['en', 'ar', 'he'] as const;

export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'yi']);

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The writing direction of a locale such as `ar` or `ar-EG`. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** The name of a language, in itself by default: `languageName('he')` is "עברית". */
export function languageName(locale: string, inLanguage: string = locale): string {
  const name = new Intl.DisplayNames([inLanguage], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
}

/** The first wanted locale that the portal speaks, else English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const locale of wanted) {
    const base = locale?.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}
