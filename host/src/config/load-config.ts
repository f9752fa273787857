import { dirname, resolve } from 'node:path';
import { checkSetting } from './check-setting.js';
import { ConfigError } from './config-error.js';
import { configFileName, findConfigFile, readConfigFile } from './config-file.js';
import {
  type Environment,
  environmentLayer,
  flagLayer,
  type SettingFlag,
} from './config-layers.js';
import { type Config, configSchema } from './config-schema.js';
import { crossChecks } from './cross-checks.js';
import {
  isPluginFlag,
  type PluginLayers,
  pluginFlagLayer,
  pluginVariables,
} from './plugin-layers.js';
import { settings } from './settings.js';

export interface ConfigSources {
  /** Where the search for a configuration file begins, upwards. */
  readonly folder: string;
  /** The file of `--config`; must exist. */
  readonly file?: string;
  readonly environment: Environment;
  readonly flags?: readonly SettingFlag[];
}

export interface LoadedConfig {
  readonly config: Config;
  /** The file that was read. */
  readonly file: string | undefined;
  /** What paths in the configuration start from. */
  readonly folder: string;
  /** What was given for plugins; checked when they are loaded. */
  readonly pluginLayers: PluginLayers;
  /** Absolute. */
  readonly dataDir: string;
  /** Where browsers reach the portal; without a slash at the end. */
  readonly publicUrl: string;
  /** Which services the host brings itself. */
  readonly embedded: {
    readonly postgres: boolean;
    readonly restate: boolean;
    readonly identity: boolean;
  };
}

/**
 * Puts a configuration together: defaults < file < environment < flags.
 * @throws ConfigError with every fault at once
 */
export const loadConfig = (sources: ConfigSources): LoadedConfig => {
  const start = resolve(sources.folder);
  const file = sources.file ? resolve(start, sources.file) : findConfigFile(start);
  const folder = file ? dirname(file) : start;
  const { config, pluginLayers } = checked(sources, file, start);
  return {
    config,
    file,
    folder,
    pluginLayers,
    dataDir: resolve(folder, config.data_dir),
    publicUrl: new URL(config.http.public_url ?? `http://localhost:${config.http.port}`).origin,
    embedded: {
      postgres: config.database.owner_url === undefined,
      restate: config.restate.ingress_url === undefined,
      identity: config.identity.issuer === undefined,
    },
  };
};

const nothing = { given: new Map(), plugins: new Map(), faults: [] };

const checked = (
  sources: ConfigSources,
  file: string | undefined,
  start: string,
): Pick<LoadedConfig, 'pluginLayers'> & { readonly config: Config } => {
  const fromFile = file ? readConfigFile(file) : nothing;
  const allFlags = sources.flags ?? [];
  const flags = flagLayer(allFlags.filter((flag) => !isPluginFlag(flag)));
  const given = new Map([
    ...fromFile.given,
    ...environmentLayer(sources.environment),
    ...flags.given,
  ]);
  const faults = [...fromFile.faults, ...flags.faults];
  const whereToGive = `in ${file ?? `a ${configFileName} (none was found from ${start} upwards)`}`;

  const values = new Map<string, unknown>();
  for (const setting of settings) {
    const found = given.get(setting.name);
    const fault = checkSetting(setting, found, whereToGive);
    if (fault) faults.push(fault);
    const value = found ? found.value : setting.default;
    if (!fault && value !== undefined) values.set(setting.name, value);
  }
  faults.push(...crossChecks(values));
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    config: configSchema.parse(nested(values)),
    pluginLayers: {
      file: fromFile.plugins,
      variables: pluginVariables(sources.environment),
      flags: pluginFlagLayer(allFlags),
      isSubset: fromFile.given.has('plugins') && given.get('plugins')?.origin.kind !== 'file',
    },
  };
};

/** `{ 'http.port': 1 }` as `{ http: { port: 1 } }`. */
const nested = (values: ReadonlyMap<string, unknown>): object => {
  const root: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let group = root;
    for (const key of path) group = (group[key] ??= {}) as Record<string, unknown>;
    group[last] = value;
  }
  return root;
};
