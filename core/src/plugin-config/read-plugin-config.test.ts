import { describe, expect, it, test } from '@jest/globals';
import { z } from 'zod';
import { samplePlugin } from '../testing/sample-plugin.js';
import type { GivenConfigValue, GivenPluginConfig } from './given-config.js';
import { PluginConfig } from './plugin-config.js';
import { pluginConfig } from './plugin-config-definition.js';
import { PluginConfigError } from './plugin-config-error.js';
import { readPluginConfig } from './read-plugin-config.js';
import { secret } from './secret.js';

const config = pluginConfig(
  z
    .object({
      from: z.email().describe('Sender'),
      size: z.int().min(1).max(9).default(5),
      fast: z.boolean().default(false),
      mode: z.enum(['plain', 'rich']).default('plain'),
      tags: z.array(z.string()).default([]),
      api_key: secret().optional(),
    })
    .refine(({ fast, size }) => !fast || size < 9, { message: 'fast needs a size under 9' }),
);
const { spec: mail } = samplePlugin('mail', { config });
const { spec: plain } = samplePlugin('plain');

const inFile = (value: unknown): GivenConfigValue => ({ value, from: 'file', origin: '/p.json' });
const inVariable = (variable: string, value: string): GivenConfigValue => ({
  value,
  from: 'environment',
  origin: `the environment variable ${variable}`,
});
const given = (plugins: Record<string, Record<string, GivenConfigValue>>): GivenPluginConfig =>
  new Map(Object.entries(plugins).map(([id, fields]) => [id, new Map(Object.entries(fields))]));
const read = (plugins: Record<string, Record<string, GivenConfigValue>>) =>
  readPluginConfig([mail, plain], given(plugins));
const textOf = (plugins: Record<string, Record<string, GivenConfigValue>>): string =>
  new PluginConfigError(read(plugins).faults).message;

const sender = { from: inFile('a@b.example') };

describe('readPluginConfig', () => {
  it('takes what is given over defaults, and reads texts by the type of the field', () => {
    const { values, faults, secrets } = read({
      mail: {
        ...sender,
        size: inVariable('S', '7'),
        fast: inVariable('F', 'true'),
        tags: inVariable('T', 'a, b,'),
        api_key: inVariable('K', 'hush-hush-hush'),
      },
    });
    expect(faults).toEqual([]);
    expect(secrets).toEqual(['hush-hush-hush']);
    expect(values).toEqual(
      new Map([
        [
          'mail',
          {
            from: 'a@b.example',
            size: 7,
            fast: true,
            mode: 'plain',
            tags: ['a', 'b'],
            api_key: 'hush-hush-hush',
          },
        ],
      ]),
    );
  });

  it('tells all faults at once, with plugin, field, origin and cure', () => {
    const text = textOf({
      mail: {
        size: inVariable('PROMENADE_PLUGIN_MAIL_SIZE', '12'),
        fast: inFile('yes'),
        mode: inFile('loud'),
        tgas: inFile([]),
      },
      plain: { anything: inFile(1) },
      mial: { from: inFile('x') },
    });
    expect(text.split('\n')).toEqual([
      "config.mial in /p.json is for a plugin that is not installed. Correct it or remove it; did you mean 'mail'?.",
      "config.mail.tgas in /p.json is no setting of the plugin 'mail'. Correct it or remove it; did you mean 'tags'?.",
      'config.mail.from is missing (Sender). Give it in the configuration file as config.mail.from, or set PROMENADE_PLUGIN_MAIL_FROM.',
      'config.mail.size is 12 from the environment variable PROMENADE_PLUGIN_MAIL_SIZE: Too big: expected number to be <=9. Correct it there, or remove it for the default 5.',
      'config.mail.fast is "yes" from /p.json: Invalid input: expected boolean, received string. Correct it there, or remove it for the default false.',
      'config.mail.mode is "loud" from /p.json: Invalid option: expected one of "plain"|"rich". Correct it there, or remove it for the default "plain".',
      "config.plain.anything in /p.json is no setting of the plugin 'plain'. Remove it; the plugin has no configuration.",
    ]);
  });

  it('tells of rules between fields', () => {
    expect(textOf({ mail: { ...sender, fast: inFile(true), size: inFile(9) } })).toBe(
      'config.mail does not fit the others: fast needs a size under 9. Correct one of them.',
    );
  });
});

describe('a secret', () => {
  test('is taken from the environment alone', () => {
    for (const from of ['file', 'flag'] as const) {
      const value: GivenConfigValue = { value: 'hush-hush-hush', from, origin: 'somewhere' };
      expect(textOf({ mail: { ...sender, api_key: value } })).toBe(
        'config.mail.api_key is a secret, and stands in somewhere. Remove it there, and set the environment variable PROMENADE_PLUGIN_MAIL_API_KEY.',
      );
    }
  });

  test('is never shown, not even by a message of the plugin', () => {
    const schema = z.object({
      key: secret(
        z.string().refine((value) => value.startsWith('k-'), {
          error: ({ input }) => `${String(input)} does not begin with k-`,
        }),
      ),
      other: secret(z.string()),
      missing: secret(),
    });
    const { spec } = samplePlugin('vault', { config: pluginConfig(schema) });
    const { faults, secrets } = readPluginConfig(
      [spec],
      given({
        vault: { key: inVariable('K', 'hush-hush'), other: inVariable('O', 'hush') },
      }),
    );
    const text = new PluginConfigError(faults).message;
    expect(text.split('\n')).toEqual([
      'config.vault.key is a secret from the environment variable K that is not valid: ••• does not begin with k-. Correct it there.',
      'config.vault.other is a secret from the environment variable O that is not valid: it has fewer than 8 characters. Correct it there.',
      'config.vault.missing is missing. Set the environment variable PROMENADE_PLUGIN_VAULT_MISSING.',
    ]);
    expect(text).not.toContain('hush');
    expect(secrets).toContain('hush-hush');
  });

  test('stays one under further rules', () => {
    const schema = z.object({
      one: secret().min(20).optional(),
      two: secret(z.string().describe('The key')),
    });
    const { spec } = samplePlugin('vault', { config: pluginConfig(schema) });
    const { entries } = readPluginConfig([spec], new Map());
    expect(entries.map(({ field }) => [field.isSecret, field.about])).toEqual([
      [true, ''],
      [true, 'The key'],
    ]);
  });
});

describe('PluginConfig', () => {
  it("gives a plugin's own configuration and no other", () => {
    const values = { from: 'a@b.example' };
    expect(new PluginConfig(mail, values).of(config)).toBe(values);
    expect(() => new PluginConfig(plain, undefined).of(config)).toThrow(
      "the configuration asked for is not that of 'plain'",
    );
  });
});
