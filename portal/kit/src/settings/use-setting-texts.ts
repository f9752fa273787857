import { useTranslation } from 'react-i18next';
import { languageName } from '../language/languages.js';
import { useFormat, useLanguage } from '../language/use-language.js';
import type { SettingSchema } from './plugin-settings.js';

/** The words of a plugin's settings, from its own namespace: `settings.<field>.title`, `.description`, `.options.<value>`. */
export function useSettingTexts(pluginId: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { list, timeOfDay } = useFormat();

  const optionOf = (field: string, schema: SettingSchema, value: string): string =>
    schema['x-kind'] === 'locale'
      ? languageName(value, language)
      : t(`settings.${field}.options.${value}`, { ns: pluginId, defaultValue: value });

  /** A value as a reader sees it. */
  const valueOf = (field: string, schema: SettingSchema, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'kit.settings.on' : 'kit.settings.off');
    if (schema['x-kind'] === 'time-of-day') return timeOfDay(String(value));
    const shown = Array.isArray(value)
      ? list(value.map((each) => optionOf(field, schema, String(each))))
      : schema.enum
        ? optionOf(field, schema, String(value))
        : String(value);
    return shown === '' ? t('kit.settings.empty') : shown;
  };

  return {
    titleOf: (field: string) => t(`settings.${field}.title`, { ns: pluginId, defaultValue: field }),
    descriptionOf: (field: string) =>
      t(`settings.${field}.description`, { ns: pluginId, defaultValue: '' }),
    optionOf,
    valueOf,
  };
}
