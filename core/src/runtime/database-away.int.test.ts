import { randomBytes } from 'node:crypto';
import { credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { campaignV1 } from '@promenade/proto';
import { sql } from 'kysely';
import { z } from 'zod';
import { Database } from '../database/database.js';
import { rpc } from '../grpc/rpc.js';
import { route } from '../http/route.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { callRpc } from '../testing/call-rpc.js';
import {
  createTestHost,
  provisionTestDatabase,
  queryAs,
  type TestHost,
} from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { testServices } from '../testing/test-services.js';

const permission = 'ledger.read';
const ask = (scope: PluginScope, merchantId: string, seconds = 0): Promise<unknown> =>
  scope
    .get(Database)
    .transaction(merchantId, (tx) => sql`select pg_sleep(${seconds})`.execute(tx.sql));
const reply = { status: 200, description: 'Fine', body: z.object({}) } as const;

const ledger = samplePlugin('ledger', {
  permissions: {
    [permission]: { summary: 'Read', roles: ['merchant-admin', 'service'] },
  },
  contributes: {
    routes: [
      route({
        permission,
        summary: 'Ask',
        method: 'get',
        path: '/ask',
        query: z.object({ seconds: z.coerce.number().default(0) }),
        reply,
        handle: async ({ query, context }, scope) => {
          await ask(scope, context.merchantId, query.seconds);
          return {};
        },
      }),
      route({
        permission,
        summary: 'Write what does not fit',
        method: 'get',
        path: '/fault',
        reply,
        handle: async ({ context }, scope) => {
          await scope
            .get(Database)
            .transaction(context.merchantId, (tx) => sql`select 1 / 0`.execute(tx.sql));
          return {};
        },
      }),
    ],
    grpc: [
      rpc(campaignV1.CampaignServiceService, {
        getVipTier: {
          permission,
          handle: async ({ context }, scope) => {
            await ask(scope, context.merchantId);
            return {};
          },
        },
        listVipTiers: { permission, handle: async () => ({ tiers: [], nextPageToken: '' }) },
      }),
    ],
  },
});

let proxy: TcpProxy;
let host: TestHost;
let client: campaignV1.CampaignServiceClient;
let token: string;

beforeAll(async () => {
  const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  proxy = await TcpProxy.to(urls.application);
  const { application, relay } = urls;
  const cuttable = {
    ...urls,
    application: proxy.through(application),
    relay: proxy.through(relay),
  };
  host = await createTestHost({ plugins: [ledger], urls: cuttable });
  client = new campaignV1.CampaignServiceClient(host.grpcAddress, credentials.createInsecure());
  token = await host.token({ roles: ['merchant-admin', 'service'] });
});
afterAll(async () => {
  proxy?.mend();
  client?.close();
  await host?.stop();
  await proxy?.close();
});

const get = (path: string, language = 'en') =>
  host.api.call('GET', `/api/ledger/v1${path}`, {
    token,
    headers: { 'accept-language': language },
  });
const call = () =>
  callRpc(client.getVipTier.bind(client), { merchantId: host.merchantId, tierId: 'g' }, { token });

/** Waits until the database sleeps for a request, and asks something of that session. */
const whenAsleep = (expression: string): Promise<void> =>
  eventually(async () => {
    const sessions = await queryAs(
      testServices().postgresUrl,
      `select ${expression} from pg_stat_activity
        where datname = $1 and query like 'select pg_sleep%' and state = 'active'`,
      [new URL(host.urls.application).pathname.slice(1)],
    );
    expect(sessions).toHaveLength(1);
  });

describe('while PostgreSQL is away', () => {
  test('requests are told to come back, in their language, and are served when it is there', async () => {
    expect((await get('/ask')).status).toBe(200);
    proxy.cut();
    const { status: http, headers, body } = await get('/ask', 'he');
    expect({ http, body }).toMatchObject({
      http: 503,
      body: { code: 'database-unavailable', title: 'השירות אינו זמין כרגע' },
    });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(headers.get('retry-after')).toBe('5');
    const error = await call().catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: status.UNAVAILABLE });
    proxy.mend();
    await eventually(async () => expect((await get('/ask')).status).toBe(200));
    await call();
  });

  test('so are those whose session it ends', async () => {
    const asked = get('/ask?seconds=30');
    await whenAsleep('pg_terminate_backend(pid)');
    const { status: http, body } = await asked;
    expect({ http, body }).toMatchObject({ http: 503, body: { code: 'database-unavailable' } });
  });

  test('so are those whose connection breaks under them', async () => {
    const asked = get('/ask?seconds=30');
    await whenAsleep('pid');
    proxy.cut();
    const { status: http, body } = await asked;
    proxy.mend();
    expect({ http, body }).toMatchObject({ http: 503, body: { code: 'database-unavailable' } });
  });

  test('a fault of the program stays one', async () => {
    await eventually(async () => expect((await get('/fault')).status).toBe(500));
  });
});
