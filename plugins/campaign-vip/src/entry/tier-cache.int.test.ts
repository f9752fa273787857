import { randomUUID } from 'node:crypto';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  askRedis,
  callRpc,
  createTestHost,
  eventually,
  OwnRedis,
  queryAs,
  redisOfTests,
  TcpProxy,
  type TestHost,
} from '@promenade/core/testing';
import { campaignV1 } from '@promenade/proto';
import plugin from '../plugin.js';
import { gold } from '../testing/gold.js';

const plugins = [plugin];
const rateLimits = { campaign: 10_000 };
/** Milliseconds: more than a busy machine takes. */
const commandTimeout = 1_500;
const path = '/api/campaign-vip/v1/tiers';
let merchantId: string;

beforeEach(() => {
  merchantId = randomUUID();
});

const call = async (host: TestHost, method: string, to: string, body?: object, version?: number) =>
  host.api.call(method, to, {
    token: await host.token({ merchantId }),
    ...(body && { body }),
    ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
  });
const create = async (host: TestHost, tier: object = gold): Promise<void> => {
  expect(await call(host, 'POST', path, tier)).toMatchObject({ status: 201 });
};
const rename = async (host: TestHost, name: string, version: number): Promise<void> => {
  const answer = await call(host, 'PUT', `${path}/gold`, { ...gold, name }, version);
  expect(answer).toMatchObject({ status: 200, body: { name } });
};
/** The tier's name as every way of asking tells it. */
const namesOn = async (host: TestHost): Promise<unknown[]> => {
  const client = new campaignV1.CampaignServiceClient(
    host.grpcAddress,
    credentials.createInsecure(),
  );
  try {
    const token = await host.token({ merchantId, roles: ['service'] });
    const one = await call(host, 'GET', `${path}/gold`);
    const all = await call(host, 'GET', path);
    const get = { merchantId, tierId: 'gold' };
    const rpc = await callRpc(client.getVipTier.bind(client), get, { token });
    const list = { merchantId, pageSize: 0, pageToken: '' };
    const rpcs = await callRpc(client.listVipTiers.bind(client), list, { token });
    const items = all.body.items as unknown as { name: string }[];
    return [one.body.name, items[0]?.name, rpc.tier?.name, rpcs.tiers[0]?.name];
  } finally {
    client.close();
  }
};
const all = (name: string): string[] => [name, name, name, name];
/** Changes the row past the plugin, which nobody may do: so a test sees whether an answer comes out of the cache. */
const changeBehindItsBack = (host: TestHost, name: string) =>
  queryAs(
    host.urls.application,
    `update campaign_vip.vip_tiers set name = $1 where tier_id = 'gold'`,
    [name],
    merchantId,
  );

describe('two hosts with one Redis', () => {
  const redis = redisOfTests();
  let here: TestHost;
  let there: TestHost;

  beforeAll(async () => {
    here = await createTestHost({ plugins, rateLimits, redis });
    there = await createTestHost({ plugins, rateLimits, redis, urls: here.urls });
  });
  afterAll(async () => {
    await there?.stop();
    await here?.stop();
  });

  test('answer out of the cache, under the documented keys, for an hour', async () => {
    await create(here);
    expect(await namesOn(here)).toEqual(all('Gold'));
    await changeBehindItsBack(here, 'Hidden');
    expect(await namesOn(there)).toEqual(all('Gold'));
    for (const key of ['gold', 'tiers']) {
      const ttl = await askRedis(
        redis.cacheUrl,
        'ttl',
        `${redis.prefix}cache:${merchantId}:${key}`,
      );
      expect(ttl).toBeGreaterThan(3_500);
      expect(ttl).toBeLessThanOrEqual(3_600);
    }
  });

  test('see an update of the other at once', async () => {
    await create(here);
    for (let version = 1; version <= 10; version += 1) {
      const [writer, reader] = version % 2 ? [here, there] : [there, here];
      expect(await namesOn(reader)).toEqual(await namesOn(writer));
      await rename(writer, `Gold ${version}`, version);
      expect(await namesOn(reader)).toEqual(all(`Gold ${version}`));
    }
  });

  test('show a tier that was created while the list was cached', async () => {
    await create(here);
    expect((await call(there, 'GET', path)).body.items).toHaveLength(1);
    await create(here, { ...gold, tier_id: 'silver' });
    expect((await call(there, 'GET', path)).body.items).toHaveLength(2);
  });

  test('tell a tier called `tiers` from the list', async () => {
    await create(here, { ...gold, tier_id: 'tiers' });
    for (let time = 0; time < 2; time += 1) {
      expect((await call(here, 'GET', path)).body.items).toHaveLength(1);
      expect((await call(there, 'GET', `${path}/tiers`)).body).toMatchObject({ tier_id: 'tiers' });
    }
  });

  test('remember no absence: a tier is there as soon as it is created', async () => {
    expect((await call(there, 'GET', `${path}/gold`)).status).toBe(404);
    await create(here);
    expect((await call(there, 'GET', `${path}/gold`)).status).toBe(200);
  });
});

describe('without Redis, each host with a cache of its own', () => {
  test('an update reaches the other host', async () => {
    const here = await createTestHost({ plugins, rateLimits });
    const there = await createTestHost({ plugins, rateLimits, urls: here.urls });
    await create(here);
    expect(await namesOn(there)).toEqual(all('Gold'));
    await changeBehindItsBack(here, 'Hidden');
    expect(await namesOn(there)).toEqual(all('Gold'));
    await rename(here, 'Golden', 1);
    expect(await namesOn(here)).toEqual(all('Golden'));
    await eventually(async () => expect(await namesOn(there)).toEqual(all('Golden')));
    await there.stop();
    await here.stop();
  });
});

describe('a Redis that goes away', () => {
  let redis: OwnRedis;
  let proxy: TcpProxy;
  let cutOff: TestHost;
  let connected: TestHost;

  beforeAll(async () => {
    redis = await OwnRedis.create();
    await redis.start();
    proxy = await TcpProxy.to(redis.url);
    cutOff = await createTestHost({
      plugins,
      rateLimits,
      redis: { cacheUrl: proxy.through(redis.url), commandTimeout },
    });
    const urls = cutOff.urls;
    connected = await createTestHost({
      plugins,
      rateLimits,
      redis: { cacheUrl: redis.url, commandTimeout },
      urls,
    });
  });
  afterAll(async () => {
    await connected?.stop();
    await cutOff?.stop();
    await proxy?.close();
    await redis?.remove();
  });

  const kept = (key: string) => askRedis(redis.url, 'get', `cache:${merchantId}:${key}`);
  const isUsed = (host: TestHost) =>
    eventually(async () => {
      const metrics = await (await fetch(`${host.baseUrl}/metrics`)).text();
      await call(host, 'GET', `${path}/gold`);
      expect(metrics).toContain('promenade_redis_up{server="cache"} 1');
    });

  test('holds an old value that nobody is given when it comes back', async () => {
    await create(connected);
    expect(await namesOn(connected)).toEqual(all('Gold'));
    await redis.stop();
    expect(await namesOn(cutOff)).toEqual(all('Gold'));
    await rename(cutOff, 'Golden', 1);
    expect(await namesOn(cutOff)).toEqual(all('Golden'));
    await eventually(async () => expect(await namesOn(connected)).toEqual(all('Golden')));

    await redis.start();
    // The server has kept what could not be removed while it was away.
    expect(await kept('gold')).toContain('"Gold"');
    expect(await kept('tiers')).toContain('"Gold"');
    await isUsed(connected);
    await isUsed(cutOff);
    expect(await namesOn(connected)).toEqual(all('Golden'));
    expect(await namesOn(cutOff)).toEqual(all('Golden'));
    expect(await kept('gold')).toContain('"Golden"');
  });

  test('for the host that writes does not leave the other with the old value', async () => {
    await create(cutOff);
    expect(await namesOn(connected)).toEqual(all('Gold'));
    proxy.cut();
    await rename(cutOff, 'Golden', 1);
    await eventually(async () => expect(await namesOn(connected)).toEqual(all('Golden')));
    proxy.mend();
    await isUsed(cutOff);
    expect(await namesOn(cutOff)).toEqual(all('Golden'));
  });

  test('leaves the host ready, and /ready says that it is away', async () => {
    await redis.stop();
    await eventually(async () => {
      await call(connected, 'GET', `${path}/gold`);
      const answer = await connected.api.call('GET', '/ready');
      expect(answer.status).toBe(200);
      expect(answer.body.checks).toMatchObject({ 'redis cache': 'away: slower, but right' });
    });
    await redis.start();
    await eventually(async () => {
      const answer = await connected.api.call('GET', '/ready');
      expect(answer.body.checks).toMatchObject({ 'redis cache': 'ok' });
    });
  });

  test('or hangs, costs time and no answer', async () => {
    await create(connected);
    redis.freeze();
    try {
      expect(await namesOn(connected)).toEqual(all('Gold'));
      await rename(connected, 'Golden', 1);
      expect(await namesOn(connected)).toEqual(all('Golden'));
    } finally {
      redis.thaw();
    }
    await isUsed(connected);
    expect(await namesOn(cutOff)).toEqual(all('Golden'));
  });

  test('need not be there when a host starts', async () => {
    await redis.stop();
    const own = await createTestHost({
      plugins,
      rateLimits,
      redis: { cacheUrl: redis.url, commandTimeout },
    });
    await create(own);
    expect(await namesOn(own)).toEqual(all('Gold'));
    await redis.start();
    await isUsed(own);
    expect(await namesOn(own)).toEqual(all('Gold'));
    expect(await kept('gold')).toContain('"Gold"');
    await own.stop();
  });
});
