import type { GivenConfigValue, GivenPluginConfig } from '@promenade/core/host';
import type { ConfigFault } from './config-error.js';
import type { Environment, SettingFlag } from './config-layers.js';

/** What was given for plugins, before it is known which plugins there are. */
export interface PluginLayers {
  /** The section `config` of the file. */
  readonly file: GivenPluginConfig;
  /** The variables `PROMENADE_PLUGIN_…`, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Flags `--set config.<plugin>.<field>=<value>`. */
  readonly flags: GivenPluginConfig;
  /**
   * Whether this host runs other plugins than the file lists. The file, and variables of a deployment, may then speak of
   * plugins that run elsewhere.
   */
  readonly isSubset: boolean;
}

/** The part of the configuration file that belongs to plugins. */
export const pluginSection = 'config';

const variablePrefix = 'PROMENADE_PLUGIN_';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The section `config`: `{ "dispatch": { "chunk_size": 5000 } }`. */
export const pluginFileLayer = (
  section: unknown,
  file: string,
): { readonly given: GivenPluginConfig; readonly faults: readonly ConfigFault[] } => {
  const faults: ConfigFault[] = [];
  const partsOf = (value: unknown, name: string): [string, unknown][] => {
    if (isObject(value)) return Object.entries(value);
    faults.push({
      setting: name,
      problem: `in ${file} is not an object`,
      cure: `Write it as "${name.split('.').at(-1)}": { … }`,
    });
    return [];
  };
  const given = new Map(
    partsOf(section, pluginSection).map(([plugin, fields]) => [
      plugin,
      new Map(
        partsOf(fields, `${pluginSection}.${plugin}`).map(
          ([field, value]): [string, GivenConfigValue] => [
            field,
            { value, from: 'file', origin: file },
          ],
        ),
      ),
    ]),
  );
  return { given, faults };
};

/** An empty variable counts as unset, as for the host's own settings. */
export const pluginVariables = (environment: Environment): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(environment).flatMap(([name, text]): [string, string][] =>
      name.startsWith(variablePrefix) && text ? [[name, text]] : [],
    ),
  );

/** `config.dispatch.chunk_size` as plugin and field; undefined for a setting of the host. */
const pluginFieldOf = (name: string): readonly [plugin: string, field: string] | undefined => {
  const [section, plugin, field, ...more] = name.split('.');
  const isField = section === pluginSection && plugin && field && more.length === 0;
  return isField ? [plugin, field] : undefined;
};

export const isPluginFlag = ({ name }: SettingFlag): boolean => pluginFieldOf(name) !== undefined;

export const pluginFlagLayer = (flags: readonly SettingFlag[]): GivenPluginConfig => {
  const given = new Map<string, Map<string, GivenConfigValue>>();
  for (const { name, text, flag } of flags) {
    const [plugin, field] = pluginFieldOf(name) ?? [];
    if (plugin === undefined || field === undefined) continue;
    const fields = given.get(plugin) ?? new Map<string, GivenConfigValue>();
    fields.set(field, { value: text, from: 'flag', origin: `the flag ${flag}` });
    given.set(plugin, fields);
  }
  return given;
};
