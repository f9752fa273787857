/**
 * The known locale that a BCP 47 tag asks for: that of its language, whatever its region or script (`ar-EG` → `ar`).
 * @returns undefined for another language and for what is no tag.
 */
export const knownLocale = (tag: string, known: readonly string[]): string | undefined => {
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    const language = canonical.split('-')[0];
    return known.find((locale) => locale === language);
  } catch {
    return undefined;
  }
};
