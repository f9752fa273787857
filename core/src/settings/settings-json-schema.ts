import { settingFieldOf } from './setting-field.js';
import type { SettingsDefinition } from './settings-definition.js';

/**
 * JSON Schema (2020-12) of settings, as a form needs it: every property has its `default`, and in `x-kind` the kind of its
 * control. Rules that JSON Schema cannot say are checked where values are written.
 */
export const settingsJsonSchema = ({
  schema,
}: SettingsDefinition): Readonly<Record<string, unknown>> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => {
      const { innerType, defaultValue } = field._zod.def;
      const of = settingFieldOf(innerType);
      return [name, { ...('kind' in of ? of.schema : {}), default: defaultValue }];
    }),
  ),
});
