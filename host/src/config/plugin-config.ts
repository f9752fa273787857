import type { PluginSpec } from '@promenade/core';
import {
  type ConfigEntry,
  configFieldsOf,
  configVariable,
  type GivenConfigValue,
  type GivenPluginConfig,
  readPluginConfig,
  suggestion,
} from '@promenade/core/host';
import { ConfigError, type ConfigFault } from './config-error.js';
import type { PluginLayers } from './plugin-layers.js';

/**
 * The configuration of the installed plugins: file < environment < flags.
 * @throws ConfigError with every fault at once
 */
export const pluginConfigOf = (
  layers: PluginLayers,
  specs: readonly PluginSpec[],
): { readonly given: GivenPluginConfig; readonly entries: readonly ConfigEntry[] } => {
  const given = merged([layers.file, variablesByField(layers.variables, specs), layers.flags]);
  const own = layers.isSubset ? ofInstalled(given, specs) : given;
  const { entries, faults } = readPluginConfig(specs, own);
  const all = [...unknownVariables(layers, specs), ...faults];
  if (all.length > 0) throw new ConfigError(all);
  return { given: own, entries };
};

const merged = (layers: readonly GivenPluginConfig[]): GivenPluginConfig => {
  const plugins = new Map<string, ReadonlyMap<string, GivenConfigValue>>();
  for (const [plugin, fields] of layers.flatMap((layer) => [...layer])) {
    plugins.set(plugin, new Map([...(plugins.get(plugin) ?? []), ...fields]));
  }
  return plugins;
};

const ofInstalled = (given: GivenPluginConfig, specs: readonly PluginSpec[]): GivenPluginConfig =>
  new Map([...given].filter(([plugin]) => specs.some(({ id }) => id === plugin)));

const variablesByField = (
  variables: PluginLayers['variables'],
  specs: readonly PluginSpec[],
): GivenPluginConfig =>
  new Map(
    specs.map((spec) => [
      spec.id,
      new Map(
        configFieldsOf(spec).flatMap(({ name, variable }): [string, GivenConfigValue][] => {
          const value = variables.get(variable);
          const origin = `the environment variable ${variable}`;
          return value === undefined ? [] : [[name, { value, from: 'environment', origin }]];
        }),
      ),
    ]),
  );

/** Variables that nobody reads. Where plugins run elsewhere, only those that must be meant for one that runs here. */
const unknownVariables = (
  { variables, isSubset }: PluginLayers,
  specs: readonly PluginSpec[],
): ConfigFault[] => {
  const known = specs.flatMap(configFieldsOf).map(({ variable }) => variable);
  const prefixes = specs.map(({ id }) => configVariable(id, ''));
  return [...variables.keys()]
    .filter((name) => !known.includes(name))
    .filter((name) => !isSubset || prefixes.some((prefix) => name.startsWith(prefix)))
    .map((name) => ({
      setting: name,
      problem: 'is no setting of an installed plugin',
      cure: `Correct it or remove it; ${suggestion(name, known)}`,
    }));
};
