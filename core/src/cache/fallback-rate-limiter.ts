import { MemoryRateLimiter } from './memory/memory-rate-limiter.js';
import type { RateLimit, RateLimiter, Verdict } from './rate-limiter.js';

/** Counts in this process while the shared count cannot be had: then each host lets through as much as all should together. */
export class FallbackRateLimiter implements RateLimiter {
  private readonly own = new MemoryRateLimiter();

  constructor(private readonly shared: RateLimiter) {}

  async take(key: string, limit: RateLimit): Promise<Verdict> {
    try {
      return await this.shared.take(key, limit);
    } catch {
      // Whoever speaks to the server has counted and logged the fault.
      return this.own.take(key, limit);
    }
  }
}
