import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { CacheStore } from '../cache-store.js';
import type { Change, Invalidation } from '../invalidation.js';
import type { RateLimiter } from '../rate-limiter.js';

/** The adapters of one kind, as two hosts have them. */
export interface Adapters {
  readonly stores: readonly [CacheStore, CacheStore];
  readonly limiters: readonly [RateLimiter, RateLimiter];
  readonly invalidations: readonly [Invalidation, Invalidation];
  close(): Promise<void>;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What every adapter of cache, limits and invalidation does. */
export const storedContract = (kind: string, open: () => Promise<Adapters>): void => {
  describe(`adapters ${kind}`, () => {
    let adapters: Adapters;
    const key = (): string => `key-${randomUUID()}`;
    beforeAll(async () => {
      adapters = await open();
    });
    afterAll(() => adapters?.close());

    describe('the store', () => {
      test('gives back what was set last, on both hosts', async () => {
        const [one, other] = adapters.stores;
        const k = key();
        expect(await one.get(k)).toBeUndefined();
        await one.set(k, 'a', 60_000);
        await other.set(k, 'ذهبي 𝒜 \0', 60_000);
        expect(await one.get(k)).toBe('ذهبي 𝒜 \0');
        expect(await other.get(k)).toBe('ذهبي 𝒜 \0');
      });

      test('forgets after the time to live', async () => {
        const [store] = adapters.stores;
        const [brief, long] = [key(), key()];
        await store.set(brief, 'a', 1);
        await store.set(long, 'a', 60_000);
        await eventually(async () => expect(await store.get(brief)).toBeUndefined());
        expect(await store.get(long)).toBe('a');
      });

      test('deletes the named keys and no other', async () => {
        const [one, other] = adapters.stores;
        const [a, b, c] = [key(), key(), key()];
        for (const k of [a, b, c]) await one.set(k, 'x', 60_000);
        await other.delete([a, b, key()]);
        await other.delete([]);
        expect([await one.get(a), await one.get(b), await one.get(c)]).toEqual([
          undefined,
          undefined,
          'x',
        ]);
      });
    });

    describe('the limiter', () => {
      test('lets through as many as the limit, over all hosts, and says when to come back', async () => {
        const k = key();
        const takes = Array.from({ length: 40 }, (_none, index) =>
          adapters.limiters[index % 2 ? 1 : 0].take(k, { perSecond: 25 }),
        );
        const verdicts = await Promise.all(takes);
        expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(25);
        const waits = verdicts.flatMap((verdict) => (verdict.allowed ? [] : verdict.retryAfter));
        expect(waits).toHaveLength(15);
        expect(Math.min(...waits)).toBeGreaterThan(0);
        expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
      });

      test('counts each key by itself', async () => {
        const [limiter] = adapters.limiters;
        const [a, b] = [key(), key()];
        expect(await limiter.take(a, { perSecond: 1 })).toEqual({ allowed: true });
        expect(await limiter.take(a, { perSecond: 1 })).toMatchObject({ allowed: false });
        expect(await limiter.take(b, { perSecond: 1 })).toEqual({ allowed: true });
      });

      test('lets one more through once it has been waited for, and counts no refusal', async () => {
        const [limiter] = adapters.limiters;
        const k = key();
        const limit = { perSecond: 2 };
        await limiter.take(k, limit);
        await limiter.take(k, limit);
        for (let again = 0; again < 5; again += 1) {
          expect(await limiter.take(k, limit)).toMatchObject({ allowed: false });
        }
        const refused = await limiter.take(k, limit);
        // A refused request that counted would move the end of the wait away from here.
        await wait(refused.allowed ? 0 : refused.retryAfter + 5);
        expect(await limiter.take(k, limit)).toEqual({ allowed: true });
      });
    });

    test('tells both hosts of a change', async () => {
      const change: Change = { merchantId: randomUUID(), pluginId: 'campaign-vip' };
      const [one, other] = adapters.invalidations;
      const heard: [string, Change][] = [];
      one.subscribe((told) => heard.push(['one', told]));
      other.subscribe((told) => heard.push(['other', told]));
      await eventually(async () => {
        await one.publish(change);
        expect(heard).toContainEqual(['one', change]);
        expect(heard).toContainEqual(['other', change]);
      });
      expect(heard.every(([, told]) => told.merchantId === change.merchantId)).toBe(true);
    });
  });
};
