import { afterEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../observability/logger.js';
import { eventually } from '../../testing/eventually.js';
import { OwnRedis } from '../../testing/own-redis.js';
import { CacheUnavailableError } from '../cache-unavailable-error.js';
import { FallbackRateLimiter } from '../fallback-rate-limiter.js';
import { metricOf, redisServer } from '../testing/cache-lab.js';
import { askRedis } from './ask-redis.js';
import { RedisCacheStore } from './redis-cache-store.js';
import { RedisRateLimiter } from './redis-rate-limiter.js';
import type { RedisServer } from './redis-server.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const ownRedis = async (password?: string): Promise<OwnRedis> => {
  const redis = await OwnRedis.create(password);
  cleanups.push(() => redis.remove());
  await redis.start();
  return redis;
};
const capture = () => {
  const lines: string[] = [];
  const destination = { write: (line: string): number => lines.push(line) };
  return { lines, logger: createLogger({ level: 'debug', destination }) };
};
/** @param commandTimeout milliseconds; more than a busy machine takes unless given */
const connected = async (url: string, commandTimeout = 2_000) => {
  const { lines, logger } = capture();
  const made = await redisServer(url, { logger, commandTimeout });
  cleanups.push(() => made.server.close());
  return { ...made, lines };
};
const isBack = (server: RedisServer): Promise<void> =>
  eventually(async () => {
    await server.ping();
    expect(server.state).toBe('ok');
  });

describe('a Redis that goes', () => {
  test('is done without, told of once, and used again when it comes back', async () => {
    const redis = await ownRedis();
    const { server, registry, lines } = await connected(redis.url);
    const store = new RedisCacheStore(server);
    await store.set('k', 'kept', 60_000);
    await redis.stop();
    for (let time = 0; time < 20; time += 1) {
      await expect(store.get('k')).rejects.toThrow(CacheUnavailableError);
    }
    expect(server.state).toMatch(/away/);
    expect(await metricOf(registry, 'promenade_redis_up')).toBe(0);
    const errors = await metricOf(registry, 'promenade_redis_errors_total');
    // After three the circuit is open, and one a second is tried.
    expect(errors).toBeGreaterThanOrEqual(3);
    expect(errors).toBeLessThan(15);
    await redis.start();
    await isBack(server);
    expect(await store.get('k')).toBe('kept');
    expect(await metricOf(registry, 'promenade_redis_up')).toBe(1);
    expect(lines.filter((line) => line.includes('is away'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('is back'))).toHaveLength(1);
  });

  test('is waited for briefly when it hangs, and soon not at all', async () => {
    const redis = await ownRedis();
    const { server } = await connected(redis.url, 300);
    await isBack(server);
    redis.freeze();
    try {
      for (let time = 0; time < 3; time += 1) {
        await expect(server.ping()).rejects.toThrow('timed out');
      }
      await expect(server.ping()).rejects.toThrow('is away');
    } finally {
      redis.thaw();
    }
    await isBack(server);
  });

  test('leaves each host its own limit', async () => {
    const redis = await ownRedis();
    const { server } = await connected(redis.url);
    const limiter = new FallbackRateLimiter(new RedisRateLimiter(server));
    expect(await limiter.take('k', { perSecond: 1 })).toEqual({ allowed: true });
    expect(await askRedis(redis.url, 'pttl', 'k')).toBeGreaterThan(50_000);
    await redis.stop();
    expect(await limiter.take('other', { perSecond: 1 })).toEqual({ allowed: true });
    expect(await limiter.take('other', { perSecond: 1 })).toMatchObject({ allowed: false });
  });
});

describe('a password', () => {
  test('lets in', async () => {
    const redis = await ownRedis('hunter2');
    const { server } = await connected(redis.url.replace('//', '//:hunter2@'));
    expect(await server.version()).toMatch(/^\d+\.\d+/);
  });

  test('that is wrong is in no error and in no log line', async () => {
    const redis = await ownRedis('right');
    const { server, lines } = await connected(redis.url.replace('//', '//:hunter2@'));
    const error: unknown = await server.ping().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CacheUnavailableError);
    expect(String(error)).toMatch(/WRONGPASS|NOAUTH|away|writeable|closed/);
    await eventually(() => expect(lines.join()).toContain('is away'));
    expect(`${JSON.stringify(error)}${String(error)}${lines.join()}`).not.toContain('hunter2');
  });
});
