import { supportedLocales } from '../i18n/locales.js';
import type { LocaleBundle } from '../i18n/translations.js';
import { settingFieldOf } from './setting-field.js';
import type { SettingsDefinition } from './settings-definition.js';

/** The keys of the texts that a form of the settings shows, in the plugin's namespace. */
export const settingTextKeys = ({ schema }: SettingsDefinition): readonly string[] =>
  Object.entries(schema.shape).flatMap(([name, field]) => {
    const of = settingFieldOf(field._zod.def.innerType);
    const options = 'kind' in of ? of.options : [];
    return [
      `settings.${name}.title`,
      `settings.${name}.description`,
      ...options.map((option) => `settings.${name}.options.${option}`),
    ];
  });

const textAt = (texts: object, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? Reflect.get(value, part)
          : undefined,
      texts,
    );

/** The texts of settings that are missing, each as `<locale>: <key>`. */
export const missingSettingTexts = (
  definition: SettingsDefinition,
  { texts }: LocaleBundle,
): readonly string[] =>
  supportedLocales.flatMap((locale) =>
    settingTextKeys(definition)
      .filter((key) => {
        const text = textAt(texts[locale], key);
        return typeof text !== 'string' || text.trim() === '';
      })
      .map((key) => `${locale}: ${key}`),
  );

/** @throws with everything that is missing, when a form would show keys instead of texts */
export const checkSettingTexts = (
  definition: SettingsDefinition | undefined,
  bundle: LocaleBundle | undefined,
): void => {
  if (!definition || !bundle) return;
  const missing = missingSettingTexts(definition, bundle);
  if (missing.length > 0) {
    throw new Error(`its settings lack texts in 'locales': ${missing.join(', ')}`);
  }
};
