import type { PluginSpec } from '@promenade/core';
import type { HostOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';

/**
 * Where cache, limits and notes of processed events are kept, and what the limits are.
 * @param isSubset whether other plugins run elsewhere: limits that no plugin here has are then theirs, and left out
 */
export const redisOptions = (
  { redis, rate_limits }: Pick<Config, 'redis' | 'rate_limits'>,
  { specs, isSubset }: { readonly specs: readonly PluginSpec[]; readonly isSubset: boolean },
): Pick<HostOptions, 'redis' | 'rateLimits'> => ({
  redis: {
    prefix: redis.prefix,
    ...(redis.cache_url !== undefined && { cacheUrl: redis.cache_url }),
    ...(redis.keys_url !== undefined && { keysUrl: redis.keys_url }),
  },
  rateLimits: Object.fromEntries(
    rate_limits
      .map((text): [string, number] => {
        const [name = '', perSecond] = text.split('=');
        return [name, Number(perSecond)];
      })
      .filter(([name]) => !isSubset || specs.some(({ rateLimit }) => rateLimit?.name === name)),
  ),
});
