import { dirname, resolve } from 'node:path';
import { ConfigError, type ConfigFault } from './config-error.js';
import { configFileName, findConfigFile, readConfigFile } from './config-file.js';
import { type Config, configSchema } from './config-schema.js';
import { crossChecks } from './cross-checks.js';
import { type GivenValue, originText } from './given-value.js';
import { readText, type Setting, settingNamed, settings } from './settings.js';

export interface ConfigSources {
  /** Where the search for a configuration file begins, upwards. */
  readonly folder: string;
  /** The file of `--config`; must exist. */
  readonly file?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Texts of flags by setting name, with the flag as it was written. */
  readonly flags?: readonly { readonly name: string; readonly text: string; readonly flag: string }[];
}

export interface LoadedConfig {
  readonly config: Config;
  /** The file that was read. */
  readonly file: string | undefined;
  /** What paths in the configuration start from. */
  readonly folder: string;
  /** Absolute. */
  readonly dataDir: string;
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
  const file = sources.file
    ? resolve(sources.folder, sources.file)
    : findConfigFile(resolve(sources.folder));
  const fromFile = file ? readConfigFile(file) : { given: new Map<string, GivenValue>(), faults: [] };
  const flags = flagLayer(sources.flags ?? []);
  const given = new Map([
    ...fromFile.given,
    ...environmentLayer(sources.environment),
    ...flags.given,
  ]);
  const faults = [...fromFile.faults, ...flags.faults];

  const values = new Map<string, unknown>();
  for (const setting of settings) {
    const found = given.get(setting.name);
    const fault = faultOf(setting, found, file, sources.folder);
    if (fault) faults.push(fault);
    const value = found ? found.value : setting.default;
    if (!fault && value !== undefined) values.set(setting.name, value);
  }
  faults.push(...crossChecks(values));
  if (faults.length > 0) throw new ConfigError(faults);

  const config = configSchema.parse(nested(values));
  const folder = file ? dirname(file) : resolve(sources.folder);
  return {
    config,
    file,
    folder,
    dataDir: resolve(folder, config.data_dir),
    publicUrl: withoutSlash(config.http.public_url ?? `http://localhost:${config.http.port}`),
    embedded: {
      postgres: config.database.owner_url === undefined,
      restate: config.restate.ingress_url === undefined,
      identity: config.identity.issuer === undefined,
    },
  };
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const environmentLayer = (
  environment: ConfigSources['environment'],
): ReadonlyMap<string, GivenValue> =>
  new Map(
    settings.flatMap((setting) => {
      const text = environment[setting.variable];
      // An empty variable counts as unset, as compose files leave it.
      if (text === undefined || text === '') return [];
      return [
        [
          setting.name,
          {
            value: readText(setting, text),
            origin: { kind: 'environment', variable: setting.variable },
          },
        ] as const,
      ];
    }),
  );

const flagLayer = (
  flags: NonNullable<ConfigSources['flags']>,
): { readonly given: ReadonlyMap<string, GivenValue>; readonly faults: ConfigFault[] } => {
  const given = new Map<string, GivenValue>();
  const faults: ConfigFault[] = [];
  for (const { name, text, flag } of flags) {
    const setting = settingNamed(name);
    if (setting) given.set(name, { value: readText(setting, text), origin: { kind: 'flag', flag } });
    else {
      faults.push({
        setting: name,
        problem: `from the flag ${flag} is no setting`,
        cure: 'See the table of settings in the README of @promenade/host',
      });
    }
  }
  return { given, faults };
};

const faultOf = (
  setting: Setting,
  found: GivenValue | undefined,
  file: string | undefined,
  folder: string,
): ConfigFault | undefined => {
  const { name, schema, secret, wanted, variable } = setting;
  if (!found) {
    return schema.safeParse(undefined).success
      ? undefined
      : {
          setting: name,
          problem: file ? `is not given in ${file}` : `is not given, and no ${configFileName} was found from ${resolve(folder)} upwards`,
          cure: `Give ${wanted} there, or name the file with --config`,
        };
  }
  const { origin, value } = found;
  if (secret && origin.kind !== 'environment') {
    return {
      setting: name,
      problem: `is a secret, and stands in ${originText(origin)}`,
      cure: `Remove it there, and set the environment variable ${variable}`,
    };
  }
  if (schema.safeParse(value).success) return undefined;
  const shown = secret ? '' : ` ${JSON.stringify(value)}`;
  const remedy = setting.default === undefined ? 'Correct it there' : `Correct it there, or remove it for the default ${JSON.stringify(setting.default)}`;
  return {
    setting: name,
    problem: `${shown === '' ? '' : `is${shown} `}from ${originText(origin)}${shown === '' ? ' is' : ', and that is'} not ${wanted}`,
    cure: remedy,
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
