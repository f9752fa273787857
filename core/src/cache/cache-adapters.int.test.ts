import { redisOfTests } from '../testing/test-redis.js';
import { keyNames } from './key-names.js';
import { MemoryCacheStore } from './memory/memory-cache-store.js';
import { MemoryInvalidation } from './memory/memory-invalidation.js';
import { MemoryRateLimiter } from './memory/memory-rate-limiter.js';
import { RedisCacheStore } from './redis/redis-cache-store.js';
import { RedisInvalidation } from './redis/redis-invalidation.js';
import { RedisRateLimiter } from './redis/redis-rate-limiter.js';
import { redisServer } from './testing/cache-lab.js';
import { storedContract } from './testing/stored-contract.js';

storedContract('in the process', async () => {
  const store = new MemoryCacheStore();
  const limiter = new MemoryRateLimiter();
  const invalidation = new MemoryInvalidation();
  return {
    stores: [store, store],
    limiters: [limiter, limiter],
    invalidations: [invalidation, invalidation],
    close: async () => undefined,
  };
});

storedContract('in Redis', async () => {
  const { cacheUrl, prefix } = redisOfTests();
  const { changes } = keyNames(prefix);
  const { server: one } = await redisServer(cacheUrl);
  const { server: other } = await redisServer(cacheUrl);
  return {
    stores: [new RedisCacheStore(one), new RedisCacheStore(other)],
    limiters: [new RedisRateLimiter(one), new RedisRateLimiter(other)],
    invalidations: [new RedisInvalidation(one, changes), new RedisInvalidation(other, changes)],
    close: async () => {
      one.close();
      other.close();
    },
  };
});
