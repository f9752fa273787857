import { installedPlugins } from 'virtual:portal-plugins';
import { createFormat, type Language } from '@promenade/portal-kit';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

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
  const { number } = createFormat(language);
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: FALLBACK,
    defaultNS: 'portal',
    resources,
    interpolation: {
      // React escapes what it renders.
      escapeValue: false,
      // A number in a text looks as it does in a table: 1,000.
      alwaysFormat: true,
      format: (value: unknown) => (typeof value === 'number' ? number(value) : String(value)),
    },
  });
  return instance;
}
