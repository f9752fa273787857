import { settingFieldOf } from './setting-field.js';
import type { SettingsDefinition } from './settings-definition.js';

/** The keys of the texts that a form of the settings shows, in the plugin's namespace; `checkTranslations` wants them. */
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
