import { randomUUID } from 'node:crypto';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { campaignV1 } from '@promenade/proto';
import { campaign } from '../grpc/testing/campaign.js';
import { decodeStatus } from '../grpc/testing/decode-status.js';
import { route } from '../http/route.js';
import { definePlugin } from '../plugin/define-plugin.js';
import { callRpc } from '../testing/call-rpc.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { redisOfTests } from '../testing/test-redis.js';
import { askRedis } from './redis/ask-redis.js';

const limited = definePlugin({
  ...campaign.spec,
  rateLimit: { name: 'campaign', perSecond: 3 },
  contributes: {
    ...campaign.spec.contributes,
    routes: [
      route({
        method: 'get',
        path: '/hello',
        permission: 'campaign.tiers.read',
        summary: 'Say nothing',
        reply: { status: 204, description: 'Nothing' },
        handle: async () => undefined,
      }),
    ],
  },
});
const path = '/api/campaign/v1/hello';

/**
 * Does what must lie within the second of a limit, for a merchant of its own. Where it failed and took longer than that, requests
 * that were to be refused were rightly let through: then it is done for another merchant.
 */
const withinASecond = async (work: (merchantId: string) => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const began = performance.now();
    try {
      return await work(randomUUID());
    } catch (error) {
      if (performance.now() - began < 1_000 || attempt === 20) throw error;
    }
  }
};

describe.each([
  ['in the process', () => undefined],
  ['in Redis', redisOfTests],
])('a rate limit %s', (_kind, redisOf) => {
  const redis = redisOf();
  const hosts: TestHost[] = [];
  let merchantId: string;
  let token: string;

  beforeAll(async () => {
    hosts.push(await createTestHost({ plugins: [limited], ...(redis && { redis }) }));
    if (redis) hosts.push(await createTestHost({ plugins: [limited], redis }));
  });
  afterAll(async () => {
    for (const host of hosts) await host.stop();
  });
  beforeEach(async () => {
    merchantId = randomUUID();
    token = await tokenFor(merchantId);
  });

  const host = (): TestHost => {
    const [first] = hosts;
    if (!first) throw new Error('no host');
    return first;
  };
  const tokenFor = (id: string): Promise<string> =>
    host().token({ merchantId: id, roles: ['service'] });
  const get = (one: TestHost, own = token) => one.api.call('GET', path, { token: own });
  const takeAll = async (): Promise<void> => {
    for (let time = 0; time < 3; time += 1) expect((await get(host())).status).toBe(204);
  };

  /** The same for the merchant of the test. */
  const atOnce = (work: () => Promise<void>): Promise<void> =>
    withinASecond(async (id) => {
      merchantId = id;
      token = await tokenFor(id);
      await work();
    });

  test('refuses by HTTP what is above it, and says when to come back', async () => {
    await atOnce(async () => {
      await takeAll();
      const { status: code, body, headers } = await get(host());
      expect(code).toBe(429);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(headers.get('retry-after')).toBe('1');
      expect(body).toMatchObject({
        code: 'rate-limited',
        type: 'urn:promenade:problem:core:rate-limited',
        detail: expect.stringContaining('3'),
      });
      const hebrew = await host().api.call('GET', path, {
        token,
        headers: { 'accept-language': 'he' },
      });
      expect(hebrew.body.title).toMatch(/\p{Script=Hebrew}/u);
    });
  });

  test('counts routes and RPCs together, and tells gRPC when to come back', async () => {
    await atOnce(async () => {
      const address = host().grpcAddress;
      const client = new campaignV1.CampaignServiceClient(address, credentials.createInsecure());
      await takeAll();
      const refusal: unknown = await callRpc(
        client.getVipTier.bind(client),
        { merchantId, tierId: 'gold' },
        { token },
      ).catch((thrown: unknown) => thrown);
      client.close();
      expect(refusal).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
      const { reason, retryAfter } = decodeStatus(refusal as ServiceError);
      expect(reason).toBe('rate-limited');
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(1_000);
    });
  });

  test('is each merchant by itself, and one for all hosts that share a Redis', async () => {
    await atOnce(async () => {
      await takeAll();
      expect((await get(host(), await tokenFor(randomUUID()))).status).toBe(204);
      for (const one of hosts) {
        const other = await one.token({ merchantId, roles: ['service'] });
        expect((await get(one, other)).status).toBe(429);
      }
    });
  });

  test('is not used up by those who are refused for another reason', async () => {
    const stranger = await host().token({ merchantId, roles: ['customer'] });
    for (let time = 0; time < 5; time += 1) {
      expect((await get(host(), stranger)).status).toBe(403);
    }
    await takeAll();
  });

  if (redis) {
    test('lies under the documented key for 60 s', async () => {
      await takeAll();
      const key = `${redis.prefix}rate_limit:${merchantId}:campaign`;
      expect(await askRedis(redis.cacheUrl, 'llen', key)).toBe(3);
      expect(await askRedis(redis.cacheUrl, 'ttl', key)).toBeGreaterThan(55);
    });
  }
});

describe('the setting', () => {
  let own: TestHost | undefined;
  afterEach(() => own?.stop());

  test('stands in the place of what the plugin declares', async () => {
    const host = await createTestHost({ plugins: [limited], rateLimits: { campaign: 1 } });
    own = host;
    await withinASecond(async (merchantId) => {
      const token = await host.token({ merchantId });
      expect((await host.api.call('GET', path, { token })).status).toBe(204);
      expect((await host.api.call('GET', path, { token })).status).toBe(429);
    });
  });

  test('must name a limit that there is', async () => {
    await expect(
      createTestHost({ plugins: [limited], rateLimits: { campain: 1 } }),
    ).rejects.toThrow("'campain', which no plugin declares; the limits are: campaign");
  });
});
