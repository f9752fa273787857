import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.js';
import { chooseLanguage, type Language } from './languages.js';

/** The language that the portal is shown in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return chooseLanguage([i18n.resolvedLanguage, i18n.language]);
}

/** Dates, numbers and lists in that language. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => createFormat(language), [language]);
}
