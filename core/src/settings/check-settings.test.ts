import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkSettings } from './check-settings.js';
import { localeChoice, longText, timeOfDay, timeZone } from './setting-kinds.js';
import { merchantSettings, type SettingsDefinition } from './settings-definition.js';

const faultsOf = (settings: SettingsDefinition, spec: Partial<PluginSpec> = {}) =>
  checkSettings(
    samplePlugin('news', {
      settings,
      contributes: { locales: new URL('file:///nowhere/') },
      ...spec,
    }).spec,
  );

/** Definitions as JavaScript could write them, past the types. */
const faultsOfField = (field: z.ZodType, name = 'field') =>
  faultsOf(
    merchantSettings({
      version: 1,
      schema: z.object({ [name]: field }) as unknown as z.ZodObject<Record<string, z.ZodDefault>>,
    }),
  );

describe('settings that can be checked', () => {
  it.each<[kind: string, z.ZodType]>([
    ['text', z.string().trim().min(1).max(80).default('Hello')],
    ['long text', longText(2_000).default('')],
    ['a web address', z.url().max(200).default('https://example.com')],
    ['an email address', z.email().max(200).default('a@example.com')],
    ['a whole number', z.int().min(1).max(100).default(20)],
    ['a number', z.number().gt(0).max(1).multipleOf(0.1).default(0.5)],
    ['yes or no', z.boolean().default(false)],
    ['a choice', z.enum(['compact', 'wide']).default('wide')],
    ['choices', z.array(z.enum(['mail', 'push'])).default(['mail'])],
    ['texts', z.array(z.string().max(40)).max(10).default([])],
    ['a time of day', timeOfDay().default('09:00')],
    ['a time zone', timeZone().default('UTC')],
    ['a language', localeChoice().default('en')],
    ['one with a description', z.boolean().default(false).describe('Whether')],
  ])('may have %s', (_kind, field) => {
    expect(faultsOfField(field)).toEqual([]);
  });

  it.each<[what: string, z.ZodType, cause: string]>([
    ['no default', z.string().max(9), 'has no default'],
    ['a missing value', z.string().max(9).optional(), 'has no default'],
    ['null', z.string().max(9).nullable().default(null), `is of the type 'nullable'`],
    ['a pipe', z.preprocess((value) => value, z.string()).default('a'), `is of the type 'pipe'`],
    ['a transform', z.string().max(9).transform(Number).default(1), `is of the type 'pipe'`],
    ['an object', z.object({ a: z.string() }).default({ a: '' }), `is of the type 'object'`],
    ['a date', z.date().default(new Date(0)), `is of the type 'date'`],
    ['a big integer', z.bigint().default(1n), `is of the type 'bigint'`],
    ['a literal', z.literal('a').default('a'), `is of the type 'literal'`],
    ['text without a limit', z.string().default(''), 'is a text without limits'],
    [
      'long text without a limit',
      z.string().meta({ 'x-kind': 'long-text' }).default(''),
      'is a text',
    ],
    ['an address without a limit', z.url().default('http://a.b'), 'is a text without limits'],
    ['text of another format', z.uuid().max(40).default(''), `is text in the format 'uuid'`],
    ['an unknown mark', z.string().meta({ 'x-kind': 'colour' }).default(''), 'marked as "colour"'],
    ['a number without a range', z.number().min(0).default(1), 'is a number without limits'],
    ['an integer without a range', z.int().default(1), 'is a number without limits'],
    ['an odd option', z.enum(['a.b', 'c']).default('c'), `has the option 'a.b'`],
    ['a list without a limit', z.array(z.string().max(9)).default([]), 'is a list without limits'],
    [
      'a list of numbers',
      z.array(z.int().min(1).max(2)).max(3).default([]),
      `of the kind 'integer'`,
    ],
    ['a list of lists', z.array(z.array(z.string())).default([]), 'is a list whose entry'],
    ['a default too long', z.string().max(3).default('long'), 'has a default that it would refuse'],
    ['a default to be trimmed', z.string().trim().max(9).default(' a'), 'it would refuse: " a"'],
    ['a default zone that is none', timeZone().default('Mars'), 'it would refuse: "Mars"'],
    [
      'a rule that takes its time',
      z
        .string()
        .max(9)
        .refine(async () => true)
        .default('a'),
      'has a default that it would refuse',
    ],
  ])('may not have %s', (_what, field, cause) => {
    const faults = faultsOfField(field);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ plugin: 'news', cure: expect.any(String) });
    expect(faults[0]?.cause).toMatch(/^its setting 'field' /);
    expect(faults[0]?.cause).toContain(cause);
  });

  it.each(['pageSize', 'page.size', '_size', ''])('may not name a field %j', (name) => {
    expect(faultsOfField(z.boolean().default(true), name)[0]?.cause).toContain('snake_case');
  });

  it('stand each for itself, and are at least one', () => {
    const schema = z.object({ a: z.boolean().default(true) });
    expect(faultsOf(merchantSettings({ version: 1, schema: schema.refine(() => true) }))).toEqual([
      expect.objectContaining({ cause: 'its settings have a rule across fields' }),
    ]);
    expect(faultsOf(merchantSettings({ version: 1, schema: z.object({}) }))).toEqual([
      expect.objectContaining({ cause: 'its settings have no field' }),
    ]);
  });
});

describe('a version of settings', () => {
  const schema = z.object({ a: z.boolean().default(true) });
  const same = (old: object) => ({ ...old });

  it.each<[number, Record<number, typeof same>, string[]]>([
    [1, {}, []],
    [3, { 1: same, 2: same }, []],
    [3, { 2: same }, ['its settings of version 3 have no upgrade from version 1']],
    [
      3,
      {},
      ['version 3 have no upgrade from version 1', 'version 3 have no upgrade from version 2'],
    ],
    [1, { 1: same }, [`its settings of version 1 have an upgrade from '1'`]],
    [0, {}, [`its settings have the version '0'`]],
    [1.5, {}, [`its settings have the version '1.5'`]],
  ])('%s with upgrades %o', (version, upgrade, causes) => {
    const faults = faultsOf(merchantSettings({ version, schema, upgrade }));
    expect(faults).toHaveLength(causes.length);
    for (const [index, cause] of causes.entries()) expect(faults[index]?.cause).toContain(cause);
  });

  it('names permissions that the plugin declares, and comes with texts', () => {
    const permission = { read: 'news.settings.read', write: 'news.settings.write' };
    const settings = merchantSettings({ version: 1, schema, permission });
    const permissions = { 'news.settings.read': { summary: 'See', roles: [] } };
    expect(faultsOf(settings, { permissions, contributes: {} }).map(({ cause }) => cause)).toEqual([
      `its settings want the permission 'news.settings.write', which the plugin does not declare`,
      'its settings have no texts',
    ]);
  });

  it('is no matter of a plugin without settings', () => {
    expect(checkSettings(samplePlugin('plain').spec)).toEqual([]);
  });
});
