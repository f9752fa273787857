import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GivenPluginConfig } from '@promenade/core/host';
import { ConfigError, type ConfigFault } from './config-error.js';
import type { GivenValue } from './given-value.js';
import { pluginFileLayer, pluginSection } from './plugin-layers.js';
import { settingNamed, settings } from './settings.js';

export const configFileName = 'promenade.config.json';

/** @returns the nearest configuration file, from a folder upwards. */
export const findConfigFile = (folder: string): string | undefined => {
  const file = join(folder, configFileName);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfigFile(parent);
};

export interface FileContent {
  /** By setting name. */
  readonly given: ReadonlyMap<string, GivenValue>;
  /** What the section `config` holds for plugins. */
  readonly plugins: GivenPluginConfig;
  readonly faults: readonly ConfigFault[];
}

/**
 * Reads a file into values.
 * @throws ConfigError when it cannot be read or is no JSON object
 */
export const readConfigFile = (file: string): FileContent => {
  const given = new Map<string, GivenValue>();
  const faults: ConfigFault[] = [];
  const visit = (value: object, path: readonly string[]): void => {
    for (const [key, part] of Object.entries(value) as [string, unknown][]) {
      const name = [...path, key].join('.');
      // An editor's help, no setting.
      if (name === '$schema') continue;
      const isGroup = settings.some((setting) => setting.name.startsWith(`${name}.`));
      if (settingNamed(name)) {
        given.set(name, { value: part, origin: { kind: 'file', file } });
      } else if (isGroup && isObject(part)) {
        visit(part, [...path, key]);
      } else {
        faults.push(isGroup ? noObject(name, file) : unknown(name, path, file));
      }
    }
  };
  const { [pluginSection]: section = {}, ...content } = contentOf(file);
  const plugins = pluginFileLayer(section, file);
  faults.push(...plugins.faults);
  visit(content, []);
  return { given, plugins: plugins.given, faults };
};

const contentOf = (file: string): Record<string, unknown> => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      { setting: resolve(file), problem: `cannot be read: ${reason}`, cure: 'Correct the file' },
    ]);
  }
  if (isObject(content)) return content;
  throw new ConfigError([
    {
      setting: resolve(file),
      problem: 'holds no JSON object',
      cure: 'Write it as { "plugins": ["…"] }',
    },
  ]);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noObject = (name: string, file: string): ConfigFault => ({
  setting: name,
  problem: `in ${file} is not an object`,
  cure: `Write it as "${name.split('.').at(-1)}": { … }`,
});

const unknown = (name: string, path: readonly string[], file: string): ConfigFault => {
  const prefix = path.map((part) => `${part}.`).join('');
  const known = settings
    .filter((setting) => setting.name.startsWith(prefix))
    .map((setting) => setting.name.slice(prefix.length).split('.')[0]);
  if (path.length === 0) known.push(pluginSection);
  return {
    setting: name,
    problem: `in ${file} is no setting`,
    cure: `Remove it; known here: ${[...new Set(known)].join(', ')}`,
  };
};
