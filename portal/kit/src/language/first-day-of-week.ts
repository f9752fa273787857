import type { Language } from './languages.js';

/** 0 is Sunday. Arabic-speaking countries mostly begin the week on Saturday, Israel on Sunday. */
const FIRST_DAY = { en: 1, ar: 6, he: 0 } as const satisfies Record<Language, number>;

export function firstDayOfWeek(language: Language): 0 | 1 | 6 {
  return FIRST_DAY[language];
}
