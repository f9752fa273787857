import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { z } from 'zod';
import { route } from '../http/route.js';
import { createLogger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { samplePlugin } from '../testing/sample-plugin.js';

class Broken001 extends Migration {
  static readonly irreversible = 'it is never applied';
  override up(): void {
    this.addSql('create table broken_early.half (id int)');
    this.addSql('create table broken_early.half (id int)');
  }
}
class Sound001 extends Migration {
  override up(): void {
    this.addSql('create table sound.whole (id int)');
  }
  override down(): void {
    this.addSql('drop table sound.whole');
  }
}

const journal: string[] = [];
const logged: { level: string; plugin_id?: string; msg: string }[] = [];
let host: TestHost;

/** A plugin that says when it starts and stops, and answers `GET /ping`. */
const noting = (id: string, spec: Partial<PluginSpec> = {}) =>
  samplePlugin(id, {
    permissions: { [`${id}.ping`]: { summary: 'Ping', roles: ['merchant-admin'] } },
    lifecycle: {
      start: async () => void journal.push(`start ${id}`),
      stop: async () => void journal.push(`stop ${id}`),
    },
    ...spec,
    contributes: {
      routes: [
        route({
          method: 'get',
          path: '/ping',
          permission: `${id}.ping`,
          summary: 'Ping',
          reply: { status: 200, description: 'Pong', body: z.object({ from: z.string() }) },
          handle: async () => ({ from: id }),
        }),
      ],
      ...spec.contributes,
    },
  });

beforeAll(async () => {
  const write = (line: string): number => logged.push(JSON.parse(line) as (typeof logged)[number]);
  host = await createTestHost({
    logger: createLogger({ level: 'error', destination: { write } }),
    plugins: [
      noting('leaf', { dependsOn: { required: ['middle'], optional: ['not-installed'] } }),
      noting('middle', { dependsOn: { required: ['base'] } }),
      noting('base', { contributes: { migrations: { schema: 'sound', list: [Sound001] } } }),
      noting('thrower', {
        lifecycle: {
          start: async () => {
            throw new Error('the licence ran out');
          },
          stop: async () => void journal.push('stop thrower'),
        },
      }),
      noting('needs-thrower', { dependsOn: { required: ['thrower'] } }),
      noting('needs-both', { dependsOn: { required: ['needs-thrower', 'base'] } }),
      noting('likes-thrower', { dependsOn: { optional: ['thrower'] } }),
      noting('broken', {
        contributes: { migrations: { schema: 'broken_early', list: [Broken001] } },
      }),
      noting('needs-broken', { dependsOn: { required: ['broken'] } }),
    ],
  });
});
afterAll(() => host?.stop());

const ping = async (id: string) =>
  host.api.call('GET', `/api/${id}/v1/ping`, { token: await host.token() });

describe('a host with plugins that fail to start', () => {
  const reasons: Record<string, RegExp> = {
    thrower: /^the licence ran out$/,
    'needs-thrower': /requires 'thrower', which did not start/,
    'needs-both': /requires 'needs-thrower', which did not start/,
    broken: /migrations of 'broken' failed: .*already exists/,
    'needs-broken': /requires 'broken', which did not start/,
  };

  test('starts the others, dependencies first', async () => {
    expect(journal.filter((line) => line !== 'stop thrower')).toEqual(
      ['base', 'middle', 'leaf', 'likes-thrower'].map((id) => `start ${id}`),
    );
    for (const id of ['base', 'middle', 'leaf', 'likes-thrower']) {
      const { status, body } = await ping(id);
      expect({ status, body }).toEqual({ status: 200, body: { from: id } });
    }
  });

  test('stops what one had begun before it failed', () => {
    expect(journal.filter((line) => line.startsWith('stop'))).toEqual(['stop thrower']);
  });

  test('is not ready, and says of each which one and why', async () => {
    const { status, body } = await host.api.call('GET', '/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'not ready',
      checks: {
        database: 'ok',
        enablement: 'ok',
        'plugin base': 'ok',
        'plugin leaf': 'ok',
        'plugin likes-thrower': 'ok',
        ...Object.fromEntries(
          Object.entries(reasons).map(([id, reason]) => [
            `plugin ${id}`,
            expect.stringMatching(reason),
          ]),
        ),
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/create table/i);
    expect((await host.api.call('GET', '/health')).status).toBe(200);
  });

  test.each(Object.keys(reasons))(
    'reports %s to the operator and answers none of its routes',
    async (id) => {
      expect(host.failed.find(({ spec }) => spec.id === id)?.reason).toMatch(reasons[id] ?? /^$/);
      const { status, body } = await ping(id);
      expect(status).toBe(404);
      expect(body.code).toBe('route-not-found');
      expect(logged.filter(({ plugin_id }) => plugin_id === id)).toEqual([
        expect.objectContaining({
          level: 'error',
          msg: expect.stringContaining(`plugin '${id}' did not start`),
        }),
      ]);
    },
  );

  test('leaves nothing of a migration that failed half-way', async () => {
    const tables = await queryAs<{ table: string }>(
      host.urls.owner,
      `select tablename as table from pg_tables where schemaname in ('sound', 'broken_early')
       and tablename <> 'migrations'`,
    );
    expect(tables).toEqual([{ table: 'whole' }]);
  });

  test('stops those that started in reverse order, and no others', async () => {
    journal.length = 0;
    await host.stop();
    expect(journal).toEqual(['stop likes-thrower', 'stop leaf', 'stop middle', 'stop base']);
  });
});
