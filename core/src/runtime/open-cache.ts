import type { Registry } from 'prom-client';
import type { CacheServices } from '../cache/cache.js';
import { CacheGenerations } from '../cache/cache-generations.js';
import { CacheMetrics } from '../cache/cache-metrics.js';
import { FallbackRateLimiter } from '../cache/fallback-rate-limiter.js';
import { keyNames } from '../cache/key-names.js';
import { MemoryCacheStore } from '../cache/memory/memory-cache-store.js';
import { MemoryInvalidation } from '../cache/memory/memory-invalidation.js';
import { MemoryRateLimiter } from '../cache/memory/memory-rate-limiter.js';
import type { ProcessedKeys } from '../cache/processed-keys.js';
import type { RateLimiter } from '../cache/rate-limiter.js';
import { RedisCacheStore } from '../cache/redis/redis-cache-store.js';
import { RedisInvalidation } from '../cache/redis/redis-invalidation.js';
import { RedisProcessedKeys } from '../cache/redis/redis-processed-keys.js';
import { RedisRateLimiter } from '../cache/redis/redis-rate-limiter.js';
import { RedisServer } from '../cache/redis/redis-server.js';
import { RequestLimits } from '../cache/request-limits.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { HostOptions } from './host-options.js';
import type { OpenDatabase } from './open-database.js';
import type { StopSequence } from './stop-sequence.js';

export interface OpenCache {
  readonly cache: CacheServices;
  readonly limits: RequestLimits;
  /** Undefined without a Redis for them. */
  readonly processed: ProcessedKeys | undefined;
  readonly metrics: CacheMetrics;
  /** How each Redis is, by name; a host is ready without them. */
  readonly servers: () => Readonly<Record<string, string>>;
}

export interface CacheSurroundings extends Pick<OpenDatabase, 'database' | 'listener'> {
  readonly specs: readonly PluginSpec[];
  readonly registry: Registry;
  readonly logger: Logger;
}

/** Opens cache, limits and notes of processed events: in Redis where it is given, else in this process. Starts without Redis too. */
export const openCache = async (
  { redis = {}, rateLimits }: Pick<HostOptions, 'redis' | 'rateLimits'>,
  { database, listener, specs, registry, logger }: CacheSurroundings,
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<OpenCache> => {
  const metrics = new CacheMetrics(registry);
  const names = keyNames(redis.prefix ?? '');
  const serverOf = async (
    name: string,
    url: string | undefined,
  ): Promise<RedisServer | undefined> => {
    if (url === undefined) return undefined;
    const { commandTimeout } = redis;
    const server = new RedisServer({
      name,
      url,
      logger,
      metrics,
      ...(commandTimeout !== undefined && { commandTimeout }),
    });
    stop.add(`redis ${name}`, () => server.close());
    await server.connect();
    return server;
  };
  const cacheServer = await serverOf('cache', redis.cacheUrl);
  const keysServer = await serverOf('keys', redis.keysUrl);

  const generations = new CacheGenerations(database, listener, onError);
  stop.add('cache', () => generations.close());
  await generations.open();
  const invalidation = cacheServer
    ? new RedisInvalidation(cacheServer, names.changes)
    : new MemoryInvalidation();
  invalidation.subscribe((change) => generations.forget(change));
  const store = cacheServer ? new RedisCacheStore(cacheServer) : new MemoryCacheStore();
  const limiter: RateLimiter = cacheServer
    ? new FallbackRateLimiter(new RedisRateLimiter(cacheServer))
    : new MemoryRateLimiter();
  return {
    cache: { store, generations, invalidation, names, metrics },
    limits: new RequestLimits(limiter, names, metrics, specs, rateLimits),
    processed: keysServer && new RedisProcessedKeys(keysServer, names),
    metrics,
    servers: () => ({
      ...(cacheServer && { 'redis cache': cacheServer.state }),
      ...(keysServer && { 'redis keys': keysServer.state }),
    }),
  };
};
