import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { definePlugin, type PluginSpec, pluginConfig, secret } from '@promenade/core';
import fc from 'fast-check';
import { z } from 'zod';
import { ConfigError, type ConfigFault } from './config-error.js';
import { type ConfigSources, loadConfig } from './load-config.js';
import { pluginConfigOf } from './plugin-config.js';

const plugin = (id: string, shape: z.core.$ZodLooseShape): PluginSpec =>
  definePlugin({
    id,
    version: '1.0.0',
    host: '*',
    enablement: 'opt-out',
    config: pluginConfig(z.object(shape)),
  }).spec;
const mail = plugin('mail-box', {
  size: z.int().min(1).default(5),
  api_key: secret().optional(),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (config: object): string => {
  const file = join(folder, 'promenade.config.json');
  writeFileSync(file, JSON.stringify({ plugins: ['p'], ...config }));
  return file;
};
const read = (sources: Partial<ConfigSources> = {}) =>
  pluginConfigOf(loadConfig({ folder, environment: {}, ...sources }).pluginLayers, [mail]);
const valueOf = (sources: Partial<ConfigSources>) =>
  read(sources).entries.find(({ field }) => field.name === 'size')?.value;
const faultsOf = (sources: Partial<ConfigSources> = {}): readonly ConfigFault[] => {
  try {
    read(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};
const flag = (name: string, text: string) => ({ name, text, flag: `--set ${name}` });

describe("a plugin's configuration", () => {
  test('defaults < file < environment < flags', () => {
    const size = fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined });
    fc.assert(
      fc.property(size, size, size, (inFile, inEnvironment, inFlag) => {
        write(inFile === undefined ? {} : { config: { 'mail-box': { size: inFile } } });
        const value = valueOf({
          environment: { PROMENADE_PLUGIN_MAIL_BOX_SIZE: inEnvironment?.toString() },
          flags: inFlag === undefined ? [] : [flag('config.mail-box.size', String(inFlag))],
        });
        expect(value).toBe(inFlag ?? inEnvironment ?? inFile ?? 5);
      }),
    );
  });

  test('tells all faults at once, each with its origin and its cure', () => {
    const file = write({
      config: { 'mail-bx': { size: 1 }, 'mail-box': { api_key: 'hush-hush' } },
    });
    const faults = faultsOf({
      environment: {
        PROMENADE_PLUGIN_MAIL_BOX_SIZE: 'big',
        PROMENADE_PLUGIN_MAIL_BOX_SIZ: '1',
        PROMENADE_PLUGIN_EMPTY: '',
      },
    });
    expect(faults).toEqual([
      {
        setting: 'PROMENADE_PLUGIN_MAIL_BOX_SIZ',
        problem: 'is no setting of an installed plugin',
        cure: "Correct it or remove it; did you mean 'PROMENADE_PLUGIN_MAIL_BOX_SIZE'?",
      },
      {
        setting: 'config.mail-bx',
        problem: `in ${file} is for a plugin that is not installed`,
        cure: "Correct it or remove it; did you mean 'mail-box'?",
      },
      {
        setting: 'config.mail-box.size',
        problem:
          'is "big" from the environment variable PROMENADE_PLUGIN_MAIL_BOX_SIZE: Invalid input: expected number, received string',
        cure: 'Correct it there, or remove it for the default 5',
      },
      {
        setting: 'config.mail-box.api_key',
        problem: `is a secret, and stands in ${file}`,
        cure: 'Remove it there, and set the environment variable PROMENADE_PLUGIN_MAIL_BOX_API_KEY',
      },
    ]);
  });

  test('a section that is none', () => {
    const file = write({ config: { 'mail-box': 7 } });
    expect(faultsOf()).toEqual([
      {
        setting: 'config.mail-box',
        problem: `in ${file} is not an object`,
        cure: 'Write it as "mail-box": { … }',
      },
    ]);
  });

  test('speaks of plugins of other hosts where this one runs others than the file lists', () => {
    write({ config: { dispatch: { chunk_size: 7 } } });
    const environment = { PROMENADE_PLUGIN_DISPATCH_LANES: '2' };
    expect(faultsOf({ environment })).toHaveLength(2);
    const flags = [flag('plugins', 'p')];
    expect(faultsOf({ environment, flags })).toEqual([]);
    const typo = { ...environment, PROMENADE_PLUGIN_MAIL_BOX_SIZ: '1' };
    expect(faultsOf({ environment: typo, flags })).toEqual([
      expect.objectContaining({ setting: 'PROMENADE_PLUGIN_MAIL_BOX_SIZ' }),
    ]);
  });
});
