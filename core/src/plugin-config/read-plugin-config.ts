import { suggestion } from '../errors/nearest.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { checkConfigValue } from './check-config-value.js';
import { type ConfigField, configFieldsOf, readConfigText } from './config-field.js';
import type { GivenConfigValue, GivenPluginConfig } from './given-config.js';
import type { PluginConfigFault } from './plugin-config-error.js';

/** A field with what it is set to. */
export interface ConfigEntry {
  readonly field: ConfigField;
  readonly value: unknown;
  /** Undefined where nobody gave it. */
  readonly given: GivenConfigValue | undefined;
}

export interface PluginConfigReading {
  /** The parsed configuration of each plugin that has one; complete only when there is no fault. */
  readonly values: ReadonlyMap<string, object>;
  readonly entries: readonly ConfigEntry[];
  /** The values of secrets, to be kept out of logs. */
  readonly secrets: readonly string[];
  readonly faults: readonly PluginConfigFault[];
}

/** Reads the configuration of all plugins: what is given over defaults, all faults at once. Pure. */
export const readPluginConfig = (
  specs: readonly PluginSpec[],
  given: GivenPluginConfig,
): PluginConfigReading => {
  const values = new Map<string, object>();
  const entries: ConfigEntry[] = [];
  const faults: PluginConfigFault[] = unknownPlugins(specs, given);
  for (const spec of specs) {
    const ofPlugin = given.get(spec.id) ?? new Map<string, GivenConfigValue>();
    const fields = configFieldsOf(spec);
    const own = fields.map((field) => entryOf(field, ofPlugin.get(field.name)));
    const faulty = own.flatMap((entry) => checkConfigValue(entry) ?? []);
    entries.push(...own);
    faults.push(...unknownFields(spec, fields, ofPlugin), ...faulty);
    if (!spec.config || faulty.length > 0) continue;
    const raw = own.filter(({ value }) => value !== undefined);
    const whole = spec.config.schema.safeParse(
      Object.fromEntries(raw.map(({ field, value }) => [field.name, value])),
    );
    if (whole.success) values.set(spec.id, Object.freeze(whole.data));
    else faults.push(...whole.error.issues.map((issue) => betweenFields(spec, issue)));
  }
  const secrets = entries.flatMap(({ field, value }) =>
    field.isSecret && typeof value === 'string' ? [value] : [],
  );
  return { values, entries, secrets, faults };
};

const entryOf = (field: ConfigField, given: GivenConfigValue | undefined): ConfigEntry => {
  if (!given) return { field, value: field.default, given };
  const { value, from } = given;
  const isText = (from === 'environment' || from === 'flag') && typeof value === 'string';
  return { field, given, value: isText ? readConfigText(field.kind, value) : value };
};

/** A rule of the schema as a whole; its message says what is wrong. */
const betweenFields = (
  { id }: PluginSpec,
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
): PluginConfigFault => ({
  setting: ['config', id, ...path.map(String)].join('.'),
  problem: `does not fit the others: ${message}`,
  cure: 'Correct one of them',
});

const unknownPlugins = (
  specs: readonly PluginSpec[],
  given: GivenPluginConfig,
): PluginConfigFault[] => {
  const known = specs.map(({ id }) => id);
  return [...given]
    .filter(([id]) => !known.includes(id))
    .map(([id, fields]) => ({
      setting: `config.${id}`,
      problem: `in ${originsOf(fields)} is for a plugin that is not installed`,
      cure: `Correct it or remove it; ${suggestion(id, known)}`,
    }));
};

const originsOf = (fields: ReadonlyMap<string, GivenConfigValue>): string =>
  [...new Set([...fields.values()].map(({ origin }) => origin))].join(' and ') ||
  'the configuration';

const unknownFields = (
  { id }: PluginSpec,
  fields: readonly ConfigField[],
  given: ReadonlyMap<string, GivenConfigValue>,
): PluginConfigFault[] => {
  const known = fields.map(({ name }) => name);
  return [...given]
    .filter(([name]) => !known.includes(name))
    .map(([name, { origin }]) => ({
      setting: `config.${id}.${name}`,
      problem: `in ${origin} is no setting of the plugin '${id}'`,
      cure:
        known.length === 0
          ? 'Remove it; the plugin has no configuration'
          : `Correct it or remove it; ${suggestion(name, known)}`,
    }));
};
