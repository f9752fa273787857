import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { Registry } from 'prom-client';
import { CacheMetrics } from '../cache/cache-metrics.js';
import { keyNames } from '../cache/key-names.js';
import { askRedis } from '../cache/redis/ask-redis.js';
import { RedisProcessedKeys } from '../cache/redis/redis-processed-keys.js';
import type { RedisServer } from '../cache/redis/redis-server.js';
import { metricOf, redisServer } from '../cache/testing/cache-lab.js';
import { queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { OwnRedis } from '../testing/own-redis.js';
import { redisOfTests } from '../testing/test-redis.js';
import { NotedEvents } from './noted-events.js';
import { onEvent } from './on-event.js';
import { EventLab, type Note, noteContract, noteEffect } from './testing/event-lab.js';

const permission = 'notes.handle';
const { keysUrl, prefix } = redisOfTests();
const names = keyNames(prefix);
let lab: EventLab;
let server: RedisServer;
let acme: string;
let contract: EventContract<Note>;
let registry: Registry;

beforeAll(async () => {
  lab = await EventLab.open();
  ({ server } = await redisServer(keysUrl));
});
afterAll(async () => {
  await lab?.stop();
  server?.close();
});
beforeEach(() => {
  acme = randomUUID();
  contract = noteContract();
  registry = new Registry();
});

const notedBy = (redis: RedisServer): NotedEvents =>
  new NotedEvents(new RedisProcessedKeys(redis, names), new CacheMetrics(registry).repeated);
const repeated = (): Promise<number> => metricOf(registry, 'promenade_events_repeated_total');
const consume = async (noted: NotedEvents, group = 'notes') => {
  const subscription = await lab.consume(
    onEvent(contract, {
      permission,
      group,
      handle: async ({ text }, { tx }) => {
        await noteEffect(tx, contract.topic, `${group} ${text}`);
      },
    }),
    noted,
  );
  await eventually(async () => expect(await lab.settled(contract, group)).toBe(true));
  await subscription.close();
};
const again = () =>
  queryAs(lab.urls.relay, 'update promenade.consumer_offset set position = 0 where topic = $1', [
    contract.topic,
  ]);
const idOf = async (): Promise<string> => String((await lab.log(contract.topic))[0]?.headers.ce_id);

describe('the note of a processed event', () => {
  test('stands under the documented key for 24 hours, and spares the transaction', async () => {
    const noted = notedBy(server);
    await lab.publish(acme, contract, ['a', 'b']);
    await consume(noted);
    const key = names.processed(acme, await idOf());
    expect(key).toBe(`${prefix}processed:${acme}:${await idOf()}`);
    expect(await askRedis(keysUrl, 'smembers', key)).toEqual(['notes']);
    expect(await askRedis(keysUrl, 'ttl', key)).toBeGreaterThan(86_000);
    await again();
    await consume(noted);
    expect(await repeated()).toBe(2);
    expect(await lab.effects(acme, contract)).toEqual(['notes a', 'notes b']);
  });

  test('is that of one group', async () => {
    const noted = notedBy(server);
    await lab.publish(acme, contract, ['a']);
    await consume(noted, 'first');
    await consume(noted, 'second');
    expect(await lab.effects(acme, contract)).toEqual(['first a', 'second a']);
    const key = names.processed(acme, await idOf());
    expect(await askRedis(keysUrl, 'scard', key)).toBe(2);
  });

  test('decides nothing: without it the table does', async () => {
    const noted = notedBy(server);
    await lab.publish(acme, contract, ['a']);
    await consume(noted);
    await askRedis(keysUrl, 'del', names.processed(acme, await idOf()));
    await again();
    await consume(noted);
    expect(await repeated()).toBe(0);
    expect(await lab.effects(acme, contract)).toEqual(['notes a']);
  });

  test('is not needed: without Redis every event has its effect once', async () => {
    const redis = await OwnRedis.create();
    await redis.start();
    const { server: own } = await redisServer(redis.url);
    await redis.stop();
    await lab.publish(acme, contract, ['a', 'b']);
    const noted = notedBy(own);
    await consume(noted);
    await again();
    await consume(noted);
    expect(await lab.effects(acme, contract)).toEqual(['notes a', 'notes b']);
    own.close();
    await redis.remove();
  });
});
