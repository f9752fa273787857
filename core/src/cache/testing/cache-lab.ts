import { Registry } from 'prom-client';
import { createLogger, type Logger } from '../../observability/logger.js';
import { CacheMetrics } from '../cache-metrics.js';
import { RedisServer } from '../redis/redis-server.js';

/** A connected server object, as a host has it. */
export const redisServer = async (
  url: string,
  {
    logger = createLogger({ level: 'silent' }),
    commandTimeout = 2_000,
  }: { readonly logger?: Logger; readonly commandTimeout?: number } = {},
): Promise<{ readonly server: RedisServer; readonly registry: Registry }> => {
  const registry = new Registry();
  const metrics = new CacheMetrics(registry);
  const server = new RedisServer({ url, name: 'cache', logger, metrics, commandTimeout });
  await server.connect();
  return { server, registry };
};

/** The value of a metric over all labels. */
export const metricOf = async (registry: Registry, name: string): Promise<number> => {
  const metric = (await registry.getMetricsAsJSON()).find((one) => one.name === name);
  return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0);
};
