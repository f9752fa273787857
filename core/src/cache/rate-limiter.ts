export interface RateLimit {
  /** At most so many in any second, 1 to 10,000. */
  readonly perSecond: number;
}

/** Whether one more is within the limit, and if not, in how many milliseconds it will be. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfter: number };

/** Counts what was let through, in a sliding window of one second. What is refused does not count. */
export abstract class RateLimiter {
  /** @throws CacheUnavailableError when the count cannot be had */
  abstract take(key: string, limit: RateLimit): Promise<Verdict>;
}

/** The window of every limit, in milliseconds. */
export const limitWindow = 1_000;
