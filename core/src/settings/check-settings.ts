import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginFault } from '../plugin/plugin-fault.js';
import { isSnakeCase } from '../plugin/word-case.js';
import { type SettingFault, settingFieldOf } from './setting-field.js';
import type { SettingsDefinition } from './settings-definition.js';

/** What is wrong with the settings of a plugin; nothing when it has none. */
export const checkSettings = (spec: PluginSpec): readonly PluginFault[] => {
  const { settings } = spec;
  if (!settings) return [];
  return [
    ...versionFaults(settings),
    ...schemaFaults(settings),
    ...permissionFaults(spec, settings),
    ...(spec.contributes?.locales
      ? []
      : [{ cause: 'its settings have no texts', cure: `give it 'locales' in 'contributes'` }]),
  ].map((fault) => ({ plugin: spec.id, ...fault }));
};

const versionFaults = ({ version, upgrade = {} }: SettingsDefinition): SettingFault[] => {
  if (!Number.isSafeInteger(version) || version < 1) {
    return [
      { cause: `its settings have the version '${version}'`, cure: 'count versions up from 1' },
    ];
  }
  const wanted = Array.from({ length: version - 1 }, (_none, index) => String(index + 1));
  const given = Object.keys(upgrade);
  return [
    ...wanted
      .filter((from) => typeof Reflect.get(upgrade, from) !== 'function')
      .map((from) => ({
        cause: `its settings of version ${version} have no upgrade from version ${from}`,
        cure: `add ${from}: (old) => … to 'upgrade'`,
      })),
    ...given
      .filter((from) => !wanted.includes(from))
      .map((from) => ({
        cause: `its settings of version ${version} have an upgrade from '${from}'`,
        cure: 'raise the version, or remove that upgrade',
      })),
  ];
};

const schemaFaults = ({ schema }: SettingsDefinition): SettingFault[] => {
  const { def } = schema._zod;
  if (def.type !== 'object') {
    return [
      { cause: `its settings are of the type '${String(def.type)}'`, cure: 'use z.object({…})' },
    ];
  }
  const fields = Object.entries(schema.shape);
  return [
    ...(fields.length === 0
      ? [{ cause: 'its settings have no field', cure: `add one, or leave 'settings' out` }]
      : []),
    ...((def.checks ?? []).length > 0
      ? [
          {
            cause: 'its settings have a rule across fields',
            cure: 'let each field stand for itself: choices made earlier are read one by one',
          },
        ]
      : []),
    ...fields.flatMap(([name, field]) =>
      fieldFaults(name, field).map(({ cause, cure }) => ({
        cause: `its setting '${name}' ${cause}`,
        cure,
      })),
    ),
  ];
};

const fieldFaults = (name: string, field: z.core.$ZodType): SettingFault[] => {
  const faults: SettingFault[] = [];
  if (!isSnakeCase(name)) {
    faults.push({ cause: 'is not named in snake_case', cure: `name it like 'page_size'` });
  }
  if (field._zod.def.type !== 'default') {
    return [...faults, { cause: 'has no default', cure: 'end it with .default(…)' }];
  }
  const { innerType, defaultValue } = field._zod.def as z.core.$ZodDefaultDef;
  const kind = settingFieldOf(innerType);
  if ('cause' in kind) return [...faults, kind];
  return holds(innerType, defaultValue)
    ? faults
    : [
        ...faults,
        {
          cause: `has a default that it would refuse: ${JSON.stringify(defaultValue)}`,
          cure: 'choose a default that fits the field',
        },
      ];
};

/** Whether a field takes a value as it is. A rule that cannot be asked (one that throws, or is asynchronous) takes none. */
const holds = (schema: z.core.$ZodType, value: unknown): boolean => {
  try {
    const result = schema._zod.run({ value: structuredClone(value), issues: [] }, {});
    return (
      !(result instanceof Promise) &&
      result.issues.length === 0 &&
      isDeepStrictEqual(result.value, value)
    );
  } catch {
    return false;
  }
};

const permissionFaults = (
  spec: PluginSpec,
  { permission = {} }: SettingsDefinition,
): SettingFault[] =>
  [permission.read, permission.write]
    .filter((name) => name !== undefined && !spec.permissions?.[name])
    .map((name) => ({
      cause: `its settings want the permission '${name}', which the plugin does not declare`,
      cure: `declare '${name}' under 'permissions'`,
    }));
