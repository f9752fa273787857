import { directionOf, type Language } from '@promenade/portal-kit';

/** Tells the browser (fonts, hyphenation, screen readers, mirroring) which language the page is in. */
export function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
