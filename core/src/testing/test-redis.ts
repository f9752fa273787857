import { randomUUID } from 'node:crypto';
import type { RedisOptions } from '../cache/redis/redis-options.js';

export interface TestRedis extends RedisOptions {
  readonly cacheUrl: string;
  readonly keysUrl: string;
  readonly prefix: string;
}

/**
 * The two Redis servers that integration tests run against, started by `scripts/services up`.
 * @param prefix sets the keys of a test apart; a random one unless given
 * @throws when there are none
 */
export const redisOfTests = (prefix = `test-${randomUUID()}:`): TestRedis => {
  const cacheUrl = process.env.PROMENADE_TEST_REDIS_CACHE;
  const keysUrl = process.env.PROMENADE_TEST_REDIS_KEYS;
  // A test that is about something else must not depend on how busy the machine is.
  if (cacheUrl && keysUrl) return { cacheUrl, keysUrl, prefix, commandTimeout: 2_000 };
  throw new Error(
    'no Redis is running: start it with `scripts/services up --only redis-cache,redis-keys` and set PROMENADE_TEST_REDIS_CACHE and PROMENADE_TEST_REDIS_KEYS to the URLs, or run the tests with `npm test`',
  );
};
