import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { route } from '../http/route.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { testServices } from '../testing/test-services.js';
import type { PluginSpec } from './define-plugin.js';

/** A plugin that answers `GET /notes`. */
const noted = (id: string, spec: Partial<PluginSpec> = {}) =>
  samplePlugin(id, {
    permissions: { [`${id}.read`]: { summary: 'Read', roles: ['merchant-admin'] } },
    contributes: {
      routes: [
        route({
          method: 'get',
          path: '/notes',
          permission: `${id}.read`,
          summary: 'List notes',
          reply: { status: 200, description: 'Notes', body: z.array(z.string()) },
          handle: async () => [id],
        }),
      ],
    },
    ...spec,
  });
const plugins = [
  noted('notes'),
  noted('digest', { dependsOn: { required: ['notes'] } }),
  noted('archive', { dependsOn: { required: ['digest'] } }),
  noted('hints', { dependsOn: { optional: ['notes'] } }),
  noted('extra', { enablement: 'opt-in' }),
  noted('base', { enablement: 'always' }),
];

let host: TestHost;
let second: TestHost;
let acme: string;
let bazaar: string;

beforeAll(async () => {
  host = await createTestHost({ plugins });
  second = await createTestHost({ plugins, urls: host.urls });
});
afterAll(async () => {
  await second?.stop();
  await host?.stop();
});
beforeEach(() => {
  acme = randomUUID();
  bazaar = randomUUID();
});

const read = async (on: TestHost, merchantId: string, id = 'notes') => {
  const token = await on.token({ merchantId });
  return on.api.call('GET', `/api/${id}/v1/notes`, { token });
};
/** The plugins whose route answers. */
const answering = async (on: TestHost, merchantId: string): Promise<string[]> => {
  const ids = plugins.map(({ spec }) => spec.id);
  const answers = await Promise.all(ids.map((id) => read(on, merchantId, id)));
  return ids.filter((_id, index) => answers[index]?.status === 200);
};
const isOn = (on: TestHost, merchantId: string): boolean | undefined =>
  on.directory.list(merchantId).find(({ spec }) => spec.id === 'notes')?.enabled;
const set = (merchantId: string, pluginId: string, enabled: boolean) =>
  host.directory.switch(merchantId, { pluginId, enabled, by: 'tester' });
const listeners = `select pid, pg_terminate_backend(pid) from pg_stat_activity
  where datname = $1 and application_name = 'promenade listener'`;

describe('switching a plugin', () => {
  test('off and on takes effect at once on this host and within a second on another', async () => {
    for (const [enabled, status] of [
      [false, 404],
      [true, 200],
      [false, 404],
    ] as const) {
      await set(acme, 'notes', enabled);
      const switchedAt = performance.now();
      await eventually(() => expect(isOn(second, acme)).toBe(enabled));
      // What is asked by HTTP below takes a time of its own.
      expect(performance.now() - switchedAt).toBeLessThan(1_000);
      expect((await read(second, acme)).status).toBe(status);
      expect((await read(host, acme)).status).toBe(status);
      expect((await read(second, bazaar)).status).toBe(200);
      expect((await read(host, bazaar)).status).toBe(200);
    }
  });

  test('says what is off as a problem', async () => {
    await set(acme, 'notes', false);
    const { status, headers, body } = await read(host, acme);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'plugin-not-enabled', status: 404 });
    expect(String(body.detail)).toContain('notes');
  });

  test('takes along what requires it, and nothing else', async () => {
    expect(await answering(host, acme)).toEqual(['notes', 'digest', 'archive', 'hints', 'base']);
    await set(acme, 'notes', false);
    expect(await answering(host, acme)).toEqual(['hints', 'base']);
    const { requiredBy } = host.directory.list(acme).find(({ spec }) => spec.id === 'notes') ?? {};
    expect(requiredBy).toEqual(['digest']);
    await set(acme, 'notes', true);
    expect(await answering(host, acme)).toEqual(['notes', 'digest', 'archive', 'hints', 'base']);
  });

  test('keeps what a dependent was before', async () => {
    await set(acme, 'digest', false);
    await set(acme, 'notes', false);
    await set(acme, 'notes', true);
    expect(await answering(host, acme)).toEqual(['notes', 'hints', 'base']);
  });

  test('tells the new state of the plugin', async () => {
    expect(await set(acme, 'extra', true)).toMatchObject({ enabled: true, dependsOn: [] });
    expect(await set(acme, 'extra', false)).toMatchObject({ enabled: false });
  });

  test('tells as a dependency only what it cannot do without', () => {
    const { dependsOn } = host.directory.list(acme).find(({ spec }) => spec.id === 'hints') ?? {};
    expect(dependsOn).toEqual([]);
  });

  test.each([
    ['what requires one that is off', 'digest', true, 'plugin-requires', 'conflict'],
    [
      'what requires one that goes off with another',
      'archive',
      true,
      'plugin-requires',
      'conflict',
    ],
    ['off what is always on', 'base', false, 'plugin-always-on', 'conflict'],
    ['what is not installed', 'weather', true, 'plugin-not-found', 'not-found'],
  ])('refuses to switch %s', async (_case, pluginId, enabled, code, kind) => {
    await set(acme, 'notes', false);
    await expect(set(acme, pluginId, enabled)).rejects.toMatchObject({ code, kind });
    const rows = await queryAs<{ plugin_id: string }>(
      host.urls.relay,
      'select plugin_id from promenade.plugin_enablement where merchant_id = $1',
      [acme],
    );
    expect(rows).toEqual([{ plugin_id: 'notes' }]);
  });

  test('keeps who switched it, and is seen by its own merchant only', async () => {
    await set(acme, 'notes', false);
    const text = 'select plugin_id, enabled, updated_by from promenade.plugin_enablement';
    expect(await queryAs(host.urls.application, text, [], acme)).toEqual([
      { plugin_id: 'notes', enabled: false, updated_by: 'tester' },
    ]);
    expect(await queryAs(host.urls.application, text, [], bazaar)).toEqual([]);
  });
});

describe('a host whose listening connection was killed', () => {
  test('listens again, and learns at once of what was switched meanwhile', async () => {
    const database = new URL(host.urls.application).pathname.slice(1);
    for (const enabled of [false, true, false]) {
      const killed = await queryAs(testServices().postgresUrl, listeners, [database]);
      expect(killed.length).toBeGreaterThan(0);
      await set(acme, 'notes', enabled);
      const switchedAt = performance.now();
      await eventually(() => expect(isOn(second, acme)).toBe(enabled));
      // The poll would have told it too, after up to 5 s.
      expect(performance.now() - switchedAt).toBeLessThan(2_000);
      expect((await read(second, acme)).status).toBe(enabled ? 200 : 404);
    }
    expect((await second.api.call('GET', '/ready')).status).toBe(200);
  });
});
