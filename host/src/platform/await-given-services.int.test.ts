import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseUrls } from '@promenade/core/host';
import { provisionTestDatabase, TcpProxy, testServices } from '@promenade/core/testing';
import { type Config, configSchema } from '../config/config-schema.js';
import { awaitGivenServices } from './await-given-services.js';
import { Patience } from './patience.js';
import { SilentServer } from './testing/silent-server.js';

let urls: DatabaseUrls;
beforeAll(async () => {
  urls = await provisionTestDatabase(`await_${Date.now()}`);
});

const configOf = (
  database: DatabaseUrls,
  rest: { readonly restate?: object; readonly kafka?: object; readonly roles?: string[] } = {},
): Config =>
  configSchema.parse({
    plugins: ['./shop.mjs'],
    database: {
      owner_url: database.owner,
      application_url: database.application,
      relay_url: database.relay,
      fan_out_url: database.fanOut,
    },
    ...rest,
  });

/** Waits, and does something as soon as it tells that it waits. */
const wait = async (config: Config, { seconds = 60, onWaiting = (): void => undefined } = {}) => {
  const told: string[] = [];
  const patience = new Patience({
    seconds,
    logger: { warn: () => undefined },
    onWaiting: (text) => {
      told.push(text);
      onWaiting();
    },
    signal: new AbortController().signal,
  });
  await awaitGivenServices(config, patience);
  return told;
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

describe('a start', () => {
  test('waits for no service that is there', async () => {
    const { restateIngressUrl, restateAdminUrl } = testServices();
    const restate = { ingress_url: restateIngressUrl, admin_url: restateAdminUrl };
    expect(await wait(configOf(urls, { restate }))).toEqual([]);
  });

  test('waits for a database that comes up later, and shows no password', async () => {
    const proxy = await TcpProxy.to(urls.relay);
    try {
      proxy.cut();
      const config = configOf({ ...urls, relay: proxy.through(urls.relay) });
      const told = await wait(config, { onWaiting: () => proxy.mend() });
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(
        /^Waiting for PostgreSQL at 127\.0\.0\.1:\d+\/await_\d+, (5\d|60) s more/,
      );
    } finally {
      await proxy.close();
    }
  });

  test.each([
    ['a wrong password', (url: URL) => void (url.password = 'wrong'), /password authentication/],
    ['an unknown database', (url: URL) => void (url.pathname = '/nowhere'), /does not exist/],
  ])('does not wait with %s', async (_case, spoil, message) => {
    const url = new URL(urls.application);
    spoil(url);
    const waiting = wait(configOf({ ...urls, application: url.href }));
    await expect(waiting).rejects.toMatchObject({
      message: expect.stringMatching(message),
      cure: "Correct 'database.application_url', or what it names.",
    });
  });

  test('ends when no broker came up in time', async () => {
    const kafka = { brokers: ['127.0.0.1:1', '127.0.0.1:2'] };
    await expect(wait(configOf(urls, { kafka }), { seconds: 0.5 })).rejects.toThrow(
      /^Kafka at 127\.0\.0\.1:1, 127\.0\.0\.1:2 could not be used within 0\.5 s: connect ECONNREFUSED/,
    );
    // A host that serves requests alone needs none.
    expect(await wait(configOf(urls, { kafka, roles: ['http'] }))).toEqual([]);
  });

  test('waits for brokers that say nothing', async () => {
    const silent = await SilentServer.start();
    try {
      const kafka = { brokers: [`127.0.0.1:${silent.port}`] };
      await expect(wait(configOf(urls, { kafka }), { seconds: 1 })).rejects.toThrow(
        /^Kafka at 127\.0\.0\.1:\d+ could not be used within 1 s: no answer$/,
      );
    } finally {
      await silent.stop();
    }
  });

  describe('with a Restate', () => {
    let status = 503;
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(status).end();
    });
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
    afterAll(() => {
      server.close();
      server.closeAllConnections();
    });
    const config = (): Config => {
      const url = `http://127.0.0.1:${portOf(server)}`;
      return configOf(urls, { restate: { ingress_url: url, admin_url: url } });
    };

    test('that is not ready waits for it', async () => {
      const told = await wait(config(), { onWaiting: () => void (status = 200) });
      expect(told[0]).toMatch(/^Waiting for Restate at http:.*\(it answers 503\)$/);
    });

    test('behind a gateway is asked below its path', async () => {
      asked.length = 0;
      const url = `http://127.0.0.1:${portOf(server)}/timers`;
      const restate = { ingress_url: url, admin_url: `${url}/admin/` };
      await wait(configOf(urls, { restate }));
      expect(asked).toEqual(['/timers/restate/health', '/timers/admin/health']);
    });

    test('that cannot be asked ends, and shows no password', async () => {
      const url = `http://shop:hush@127.0.0.1:${portOf(server)}`;
      const refused = wait(configOf(urls, { restate: { ingress_url: url, admin_url: url } }));
      await expect(refused).rejects.toMatchObject({
        message: expect.stringMatching(/^Restate at http:\S+ cannot be used: .*credentials/),
        cure: "Correct 'restate.ingress_url', or what it names.",
      });
      await expect(refused).rejects.not.toThrow(/hush/);
    });

    test('that is none ends', async () => {
      status = 404;
      await expect(wait(config())).rejects.toThrow(/Restate at .* cannot be used: it answers 404/);
    });
  });
});
