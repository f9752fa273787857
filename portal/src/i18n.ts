import { installedPlugins } from 'virtual:portal-plugins';
import type { Language } from '@promenade/portal-kit';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { numberFormatter } from './language/number-formatter.js';

const FALLBACK: Language = 'en';

type Texts = Record<string, unknown>;

const shellTexts: Record<Language, () => Promise<{ default: Texts }>> = {
  en: () => import('../locales/en.json'),
  ar: () => import('../locales/ar.json'),
  he: () => import('../locales/he.json'),
};

/** The texts of shell and plugins in a language, one namespace each (`portal` is the shell's). */
async function loadTexts(language: Language): Promise<Record<string, Texts>> {
  const loaded = installedPlugins.map(async ({ pluginId, locales }): Promise<[string, Texts]> => {
    const load = locales[language];
    return [pluginId, load ? (await load()).default : {}];
  });
  const shell = (await shellTexts[language]()).default;
  return { portal: shell, ...Object.fromEntries(await Promise.all(loaded)) };
}

/** i18next with everything loaded for a language; English stands in for what is missing. */
export async function createI18n(language: Language): Promise<i18n> {
  const languages = [...new Set([language, FALLBACK])];
  const resources = Object.fromEntries(
    await Promise.all(languages.map(async (each) => [each, await loadTexts(each)] as const)),
  );
  const instance = createInstance();
  await instance
    .use(initReactI18next)
    .use(numberFormatter(language))
    .init({
      lng: language,
      fallbackLng: FALLBACK,
      defaultNS: 'portal',
      resources,
      // React escapes what it renders.
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  return instance;
}
