import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { route } from '../http/route.js';
import { createLogger, type Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import {
  createTestHost,
  provisionTestDatabase,
  queryAs,
  type TestHost,
} from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { testServices } from '../testing/test-services.js';

const never = new Promise<never>(() => undefined);
const permissions = {
  'sample.work': { summary: 'Work', roles: ['merchant-admin' as const, 'service' as const] },
};
let host: TestHost | undefined;
let lines: string[] = [];

const logger = (): Logger => {
  lines = [];
  return createLogger({ level: 'error', destination: { write: (line) => lines.push(line) } });
};
const start = async (spec: Partial<PluginSpec>): Promise<TestHost> => {
  host = await createTestHost({
    plugins: [samplePlugin('sample', { permissions, ...spec })],
    logger: logger(),
  });
  return host;
};
/** `GET /work`, answered by what the test gives. */
const work = (handle: () => Promise<void>) =>
  route({
    method: 'get',
    path: '/work',
    permission: 'sample.work',
    summary: 'Work',
    reply: { status: 204, description: 'Done' },
    handle: async () => {
      await handle();
      return undefined;
    },
  });
const connectionsTo = async (url: string): Promise<number> => {
  const rows = await queryAs(
    testServices().postgresUrl,
    'select pid from pg_stat_activity where datname = $1',
    [new URL(url).pathname.slice(1)],
  );
  return rows.length;
};

afterEach(() => host?.stop(100));

describe('stopping a host', () => {
  test('leaves no connection and no open port', async () => {
    const { urls, baseUrl, stop } = await start({
      contributes: { routes: [work(async () => undefined)] },
    });
    expect(await connectionsTo(urls.application)).toBeGreaterThan(0);
    await stop();
    await eventually(async () => expect(await connectionsTo(urls.application)).toBe(0));
    await expect(fetch(`${baseUrl}/health`)).rejects.toThrow('fetch failed');
    expect(lines).toEqual([]);
  });

  test('lets a request in hand finish, takes no new one, and then does not linger', async () => {
    let finish = (): void => undefined;
    const begun = Promise.withResolvers<void>();
    const { api, token, stop, baseUrl } = await start({
      contributes: {
        routes: [
          work(() => {
            begun.resolve();
            return new Promise<void>((resolve) => {
              finish = resolve;
            });
          }),
        ],
      },
    });
    const answer = api.call('GET', '/api/sample/v1/work', { token: await token() });
    await begun.promise;
    const stopped = stop(8_000);
    await eventually(() => expect(fetch(`${baseUrl}/health`)).rejects.toThrow('fetch failed'));
    const before = performance.now();
    finish();
    expect((await answer).status).toBe(204);
    await stopped;
    // A connection that is kept alive would last for 5 s more.
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(lines).toEqual([]);
  });

  const stuck = Promise.withResolvers<void>();
  test.each<[string, Partial<PluginSpec>, Promise<void>]>([
    ['a stop that hangs', { lifecycle: { stop: () => never } }, Promise.resolve()],
    [
      'a job that hangs',
      {
        contributes: {
          jobs: [
            {
              name: 'stuck',
              permission: 'sample.work',
              cron: '@daily',
              per: 'installation',
              atStart: true,
              run: () => {
                stuck.resolve();
                return never;
              },
            },
          ],
        },
      },
      stuck.promise,
    ],
  ])('keeps its deadline in spite of %s', async (_case, spec, begun) => {
    const { urls, stop } = await start(spec);
    await begun;
    const before = performance.now();
    await stop(800);
    expect(performance.now() - before).toBeLessThan(2_500);
    expect(lines.join()).toMatch(/did not stop in time/);
    await eventually(async () => expect(await connectionsTo(urls.application)).toBe(0));
  });

  test('keeps its deadline in spite of a request that hangs, which is cut off', async () => {
    const begun = Promise.withResolvers<void>();
    const hang = (): Promise<never> => {
      begun.resolve();
      return never;
    };
    const { api, token, stop } = await start({ contributes: { routes: [work(hang)] } });
    const answer = api.call('GET', '/api/sample/v1/work', { token: await token() });
    const outcome = answer.catch((error: unknown) => error);
    await begun.promise;
    const before = performance.now();
    await stop(800);
    expect(performance.now() - before).toBeLessThan(2_500);
    expect(await outcome).toMatchObject({ message: 'fetch failed' });
  });

  test('tells the plugins: their signal is aborted, and the host is not ready', async () => {
    let signal: AbortSignal | undefined;
    const { stop } = await start({
      lifecycle: {
        start: async (scope) => {
          signal = scope.signal;
        },
      },
    });
    expect(signal?.aborted).toBe(false);
    await stop();
    expect(signal?.aborted).toBe(true);
  });
});

describe('a start that fails half-way', () => {
  let occupier: Server | undefined;
  afterEach(() => void occupier?.close());

  test('stops what had started and leaves nothing running', async () => {
    const server = createServer();
    occupier = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const httpPort = typeof address === 'object' && address ? address.port : 0;
    const urls = await provisionTestDatabase(`test_half_way_${Date.now()}`);
    const journal: string[] = [];
    const sockets = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const listening = sockets();

    await expect(
      createTestHost({
        httpPort,
        urls,
        logger: logger(),
        plugins: [
          samplePlugin('sample', {
            permissions,
            lifecycle: {
              start: async () => void journal.push('start'),
              stop: async () => void journal.push('stop'),
            },
            contributes: {
              jobs: [
                {
                  name: 'tick',
                  permission: 'sample.work',
                  cron: '* * * * * *',
                  per: 'installation',
                  atStart: true,
                  run: async () => void journal.push('tick'),
                },
              ],
            },
          }),
        ],
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE', port: httpPort });

    expect(journal.at(0)).toBe('start');
    expect(journal.at(-1)).toBe('stop');
    expect(sockets()).toBe(listening);
    await eventually(async () => expect(await connectionsTo(urls.application)).toBe(0));
  });
});
