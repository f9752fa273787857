import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../rate-limiter.js';
import { MemoryRateLimiter } from './memory-rate-limiter.js';

describe('the limit of requests', () => {
  test('holds in every second, lets through what it can, and tells the exact wait', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (pauses, perSecond) => {
        const clock = { now: 0 };
        const limiter = new MemoryRateLimiter(() => clock.now);
        const admitted: number[] = [];
        for (const pause of pauses) {
          clock.now += pause;
          const recent = admitted.filter((time) => time > clock.now - 1_000);
          const wait = (recent.at(-perSecond) ?? 0) + 1_000 - clock.now;
          const wanted: Verdict =
            recent.length < perSecond ? { allowed: true } : { allowed: false, retryAfter: wait };
          expect(await limiter.take('k', { perSecond })).toEqual(wanted);
          if (wanted.allowed) admitted.push(clock.now);
        }
      }),
    );
  });

  test('begins anew with a key that was forgotten, and with a limit that changed', async () => {
    const limiter = new MemoryRateLimiter(() => 0, 2);
    for (const key of ['a', 'b', 'c']) await limiter.take(key, { perSecond: 1 });
    expect(await limiter.take('a', { perSecond: 1 })).toEqual({ allowed: true });
    expect(await limiter.take('a', { perSecond: 1 })).toMatchObject({ allowed: false });
    expect(await limiter.take('a', { perSecond: 2 })).toEqual({ allowed: true });
  });
});
