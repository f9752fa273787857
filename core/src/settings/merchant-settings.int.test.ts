import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createLogger } from '../observability/logger.js';
import type { Plugin, PluginSpec } from '../plugin/define-plugin.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { MerchantSettings } from './merchant-settings.js';
import { merchantSettings, type SettingsDefinition } from './settings-definition.js';

const first = merchantSettings({
  version: 1,
  schema: z.object({
    tens: z.int().min(0).max(10).default(2),
    label: z.string().max(10).default('hello'),
  }),
});
/** Counts in ones what version 1 counted in tens, up to less. */
const second = merchantSettings({
  version: 2,
  schema: z.object({
    size: z.int().min(0).max(50).default(20),
    label: z.string().max(10).default('welcome'),
  }),
  upgrade: {
    1: ({ tens, ...rest }) => (typeof tens === 'number' ? { ...rest, size: tens * 10 } : rest),
  },
});

let folder: string;
let host: TestHost;
let newer: TestHost;
let acme: string;
const lines: string[] = [];

/** The plugin `news` with the given settings, and texts for them. */
const news = (settings: SettingsDefinition, spec: Partial<PluginSpec> = {}): Plugin =>
  samplePlugin('news', {
    settings,
    contributes: { locales: pathToFileURL(`${folder}/`) },
    ...spec,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promenade-settings-'));
  const text = { title: 'Title', description: 'Description' };
  const plugin = { name: 'News', description: 'What is new' };
  const texts = JSON.stringify({ plugin, settings: { tens: text, size: text, label: text } });
  for (const locale of ['en', 'ar', 'he']) await writeFile(join(folder, `${locale}.json`), texts);
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  host = await createTestHost({ plugins: [news(first), samplePlugin('plain')] });
  const logger = createLogger({ level: 'warn', destination });
  newer = await createTestHost({ plugins: [news(second)], urls: host.urls, logger });
});
afterAll(async () => {
  await newer?.stop();
  await host?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  acme = randomUUID();
});

const scopeOf = (on: TestHost) => {
  const scope = on.started.find(({ spec }) => spec.id === 'news')?.scope;
  if (!scope) throw new Error('news did not start');
  return scope;
};
const read = (on: TestHost, settings: SettingsDefinition, merchantId = acme) =>
  on.database.transaction(merchantId, (tx) => scopeOf(on).get(MerchantSettings).of(settings, tx));
const directory = (on: TestHost) => on.settings;
const access = (merchantId = acme) => ({
  merchantId,
  pluginId: 'news',
  roles: ['merchant-admin'] as const,
});
const change = (on: TestHost, revision: number, values: object, merchantId = acme) =>
  directory(on).change({ ...access(merchantId), revision, by: 'dana' }, { ...values });

describe('settings of a merchant', () => {
  test('are the defaults until it chooses, and its choice from then on', async () => {
    expect(await read(host, first)).toEqual({ tens: 2, label: 'hello' });
    const changed = await change(host, 0, { tens: 3 });
    expect(changed).toMatchObject({ revision: 1, updatedBy: 'dana', chosen: { tens: 3 } });
    expect(await read(host, first)).toEqual({ tens: 3, label: 'hello' });
  });

  test('are read in the transaction that changes them', async () => {
    await change(host, 0, { tens: 3 });
    const seen = await host.database.transaction(acme, async (tx) => {
      await tx.em.execute(
        `update promenade.merchant_settings set values = '{"tens": 4}' where plugin_id = 'news'`,
      );
      return scopeOf(host).get(MerchantSettings).of(first, tx);
    });
    expect(seen.tens).toBe(4);
  });

  test('are nobody else’s: not by the service, and not past it', async () => {
    await change(host, 0, { tens: 3 });
    const other = randomUUID();
    expect(await read(host, first, other)).toEqual({ tens: 2, label: 'hello' });
    const text = 'select merchant_id, values from promenade.merchant_settings';
    expect(await queryAs(host.urls.application, text, [], other)).toEqual([]);
    expect(await queryAs(host.urls.application, text, [], acme)).toEqual([
      { merchant_id: acme, values: { tens: 3 } },
    ]);
    const forged = `insert into promenade.merchant_settings
      (merchant_id, plugin_id, version, values, updated_by) values ($1, 'news', 1, '{}', 'eve')`;
    await expect(queryAs(host.urls.application, forged, [randomUUID()], other)).rejects.toThrow(
      /row-level security/,
    );
    const update = `update promenade.merchant_settings set values = '{"tens": 9}' returning 1`;
    expect(await queryAs(host.urls.application, update, [], other)).toEqual([]);
  });

  test('are refused to a plugin that they do not belong to', async () => {
    await expect(read(host, second)).rejects.toThrow(`these are not the settings of 'news'`);
  });

  test('take one of several changes at once, the first one and later ones', async () => {
    for (const revision of [0, 1]) {
      const answers = await Promise.allSettled(
        [1, 2, 3, 4].map((tens) => change(host, revision, { tens })),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refusals = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      expect(refusals).toHaveLength(3);
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'version-mismatch' });
    }
  });

  test('go on counting after a reset, so that a change made before it comes too late', async () => {
    await change(host, 0, { tens: 3 });
    const reset = await directory(host).reset({ ...access(), revision: 1, by: 'noa' });
    expect(reset).toMatchObject({ revision: 2, chosen: {}, values: { tens: 2 }, updatedBy: 'noa' });
    await expect(change(host, 1, { tens: 4 })).rejects.toMatchObject({ code: 'version-mismatch' });
    await expect(change(host, 0, { tens: 4 })).rejects.toMatchObject({ code: 'version-mismatch' });
  });

  test.each([
    ['of a plugin without any', 'plain', 'settings-not-found'],
    ['of one that is not installed', 'weather', 'plugin-not-found'],
  ])('are not found %s', async (_case, pluginId, code) => {
    await expect(directory(host).read({ ...access(), pluginId })).rejects.toMatchObject({ code });
  });

  test('are not shown while the plugin is off', async () => {
    expect(directory(host).isReadable(access())).toBe(true);
    await host.directory.switch(acme, { pluginId: 'news', enabled: false, by: 'dana' });
    expect(directory(host).isReadable(access())).toBe(false);
    await expect(directory(host).read(access())).rejects.toMatchObject({
      code: 'plugin-not-enabled',
    });
  });
});

describe('two versions of a plugin on one database', () => {
  test('the newer one takes over what was chosen; the older one reads what fits and changes nothing', async () => {
    await change(host, 0, { tens: 3, label: 'hi' });
    expect(await read(newer, second)).toEqual({ size: 30, label: 'hi' });

    const changed = await change(newer, 1, { size: 31 });
    expect(changed).toMatchObject({ revision: 2, chosen: { size: 31, label: 'hi' } });

    expect(await read(host, first)).toEqual({ tens: 2, label: 'hi' });
    expect(await directory(host).read(access())).toMatchObject({ state: 'newer', revision: 2 });
    for (const attempt of [
      change(host, 2, { label: 'lost' }),
      directory(host).reset({ ...access(), revision: 2, by: 'dana' }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'settings-newer', kind: 'conflict' });
    }
    expect(await read(newer, second)).toEqual({ size: 31, label: 'hi' });
  });

  test('a default that the merchant never chose follows the version', async () => {
    await change(host, 0, { tens: 1 });
    expect(await read(newer, second)).toEqual({ size: 10, label: 'welcome' });
  });

  test('a choice that does not fit any more is at its default, told to the operator once, and not lost', async () => {
    await change(host, 0, { tens: 9, label: 'hi' });
    expect(await read(newer, second)).toEqual({ size: 20, label: 'hi' });
    await read(newer, second);
    const warnings = lines.map((line) => JSON.parse(line)).filter((line) => line.field);
    expect(warnings.filter(({ merchant_id }) => merchant_id === acme)).toEqual([
      expect.objectContaining({ level: 'warn', plugin_id: 'news', field: 'size' }),
    ]);
    await change(newer, 1, { label: 'yes' });
    const text = 'select version, values from promenade.merchant_settings';
    expect(await queryAs(host.urls.application, text, [], acme)).toEqual([
      { version: 2, values: { size: 90, label: 'yes' } },
    ]);
  });
});

test('choices that cannot be upgraded are kept until they are reset, and nobody stumbles over them', async () => {
  const broken = merchantSettings({
    version: 2,
    schema: second.schema,
    upgrade: {
      1: () => {
        throw new Error('no way forward');
      },
    },
  });
  const faulty = await createTestHost({ plugins: [news(broken)], urls: host.urls });
  await change(host, 0, { tens: 3 });
  expect(await read(faulty, broken)).toEqual({ size: 20, label: 'welcome' });
  expect(await faulty.settings.read(access())).toMatchObject({ state: 'unreadable', chosen: {} });
  await expect(change(faulty, 1, { size: 1 })).rejects.toMatchObject({
    code: 'settings-unreadable',
    kind: 'conflict',
  });
  expect(await read(host, first)).toMatchObject({ tens: 3 });
  const reset = await faulty.settings.reset({ ...access(), revision: 1, by: 'noa' });
  expect(reset).toMatchObject({ state: 'current', revision: 2 });
  await faulty.stop();
});
