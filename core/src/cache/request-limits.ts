import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { CacheMetrics } from './cache-metrics.js';
import type { KeyNames } from './key-names.js';
import type { RateLimiter } from './rate-limiter.js';

/** Requests per second by the name of the limit, in the place of what plugins declare. */
export type LimitOverrides = Readonly<Record<string, number>>;

/** Holds each merchant to a plugin's limit of requests, routes and RPCs together. */
export class RequestLimits {
  /** @throws Error when a limit that is overridden is one of no plugin */
  constructor(
    private readonly limiter: RateLimiter,
    private readonly names: KeyNames,
    private readonly metrics: CacheMetrics,
    specs: readonly PluginSpec[],
    private readonly overrides: LimitOverrides = {},
  ) {
    const known = specs.flatMap(({ rateLimit }) => rateLimit?.name ?? []);
    const unknown = Object.keys(overrides).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      const all = known.join(', ') || 'none';
      throw new Error(
        `the setting 'rate_limits' names '${unknown.join("', '")}', which no plugin declares; the limits are: ${all}`,
      );
    }
  }

  /** @throws rate-limited with the time until one more is let through */
  async admit({ rateLimit }: PluginSpec, merchantId: string): Promise<void> {
    if (!rateLimit) return;
    const { name } = rateLimit;
    const perSecond = this.overrides[name] ?? rateLimit.perSecond;
    const verdict = await this.limiter.take(this.names.limit(merchantId, name), { perSecond });
    if (verdict.allowed) return;
    this.metrics.limited.inc({ limit: name });
    throw coreError('rate-limited', {
      params: { limit: perSecond },
      retryAfter: verdict.retryAfter,
    });
  }
}
