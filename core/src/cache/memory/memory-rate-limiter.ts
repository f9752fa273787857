import { limitWindow, type RateLimit, type RateLimiter, type Verdict } from '../rate-limiter.js';

/** When each of the last `perSecond` was let through: a ring, in which the oldest is overwritten next. */
interface Ring {
  readonly times: Float64Array;
  next: number;
}

/** Limits in this process: each host of several lets through as much. */
export class MemoryRateLimiter implements RateLimiter {
  private readonly rings = new Map<string, Ring>();

  /**
   * @param now milliseconds of a clock that never goes back
   * @param most how many keys it holds; one that is forgotten begins anew
   */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly most = 10_000,
  ) {}

  async take(key: string, { perSecond }: RateLimit): Promise<Verdict> {
    const now = this.now();
    const ring = this.ringOf(key, perSecond);
    const oldest = ring.times[ring.next] ?? Number.NEGATIVE_INFINITY;
    const retryAfter = oldest + limitWindow - now;
    if (retryAfter > 0) return { allowed: false, retryAfter };
    ring.times[ring.next] = now;
    ring.next = (ring.next + 1) % perSecond;
    return { allowed: true };
  }

  private ringOf(key: string, perSecond: number): Ring {
    const known = this.rings.get(key);
    this.rings.delete(key);
    const ring =
      known?.times.length === perSecond
        ? known
        : { times: new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY), next: 0 };
    this.rings.set(key, ring);
    if (this.rings.size > this.most) {
      const [oldest] = this.rings.keys();
      if (oldest !== undefined) this.rings.delete(oldest);
    }
    return ring;
  }
}
