import { beforeEach, describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { Cache, type CacheEntry } from './cache.js';
import { CacheMetrics } from './cache-metrics.js';
import type { CacheStore } from './cache-store.js';
import { CacheUnavailableError } from './cache-unavailable-error.js';
import { keyNames } from './key-names.js';
import { MemoryCacheStore } from './memory/memory-cache-store.js';
import { MemoryInvalidation } from './memory/memory-invalidation.js';
import { metricOf } from './testing/cache-lab.js';
import { ScriptedGenerations } from './testing/scripted-generations.js';

const text: CacheEntry<string> = { schema: z.string(), ttl: 60 };
const acme = { merchantId: 'acme', pluginId: 'news' };

let store: CacheStore;
let generations: ScriptedGenerations;
let registry: Registry;
let cache: Cache;

const cacheOf = (pluginId: string, namespace = pluginId): Cache =>
  new Cache(
    { pluginId, namespace },
    {
      store,
      generations,
      invalidation: new MemoryInvalidation(),
      names: keyNames(''),
      metrics: new CacheMetrics(new Registry()),
    },
  );

beforeEach(() => {
  store = new MemoryCacheStore();
  generations = new ScriptedGenerations();
  registry = new Registry();
  cache = new Cache(
    { pluginId: 'news', namespace: 'news' },
    {
      store,
      generations,
      invalidation: new MemoryInvalidation(),
      names: keyNames(''),
      metrics: new CacheMetrics(registry),
    },
  );
});

const loads = (value: string) => {
  const calls: number[] = [];
  return { calls, load: async () => (calls.push(1), value) };
};

describe('remember', () => {
  test('loads once, and counts hits and misses', async () => {
    const { calls, load } = loads('a');
    for (let time = 0; time < 3; time += 1) {
      expect(await cache.of('acme').remember('k', text, load)).toBe('a');
    }
    expect(calls).toHaveLength(1);
    expect(await metricOf(registry, 'promenade_cache_hits_total')).toBe(2);
    expect(await metricOf(registry, 'promenade_cache_misses_total')).toBe(1);
  });

  test('loads once for all who ask meanwhile', async () => {
    const { calls, load } = loads('a');
    const asked = Array.from({ length: 20 }, () => cache.of('acme').remember('k', text, load));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['a']));
    expect(calls).toHaveLength(1);
  });

  test('keeps nothing of a load that fails', async () => {
    const failing = async () => {
      throw new Error('no such thing');
    };
    await expect(cache.of('acme').remember('k', text, failing)).rejects.toThrow('no such thing');
    expect(await cache.of('acme').remember('k', text, async () => 'a')).toBe('a');
  });

  test('never gives out what a reader stored after a change that it had not seen', async () => {
    const reading = Promise.withResolvers<string>();
    const late = cache.of('acme').remember('k', text, () => reading.promise);
    await new Promise((resolve) => setImmediate(resolve));
    generations.renewNow(acme);
    // Who comes after the change does not wait for the load of before.
    expect(await cache.of('acme').remember('k', text, async () => 'new')).toBe('new');
    reading.resolve('old');
    expect(await late).toBe('old');
    expect(await store.get('cache:acme:news:k')).toContain('old');
    expect(await cache.of('acme').get('k', text)).toBeUndefined();
    expect(await cache.of('acme').remember('k', text, async () => 'new')).toBe('new');
  });

  test('goes past the cache while it is not known what is current', async () => {
    await cache.of('acme').set('k', 'old', text);
    generations.isKnown = false;
    expect(await cache.of('acme').remember('k', text, async () => 'new')).toBe('new');
    expect(await cache.of('acme').get('k', text)).toBeUndefined();
    await cache.of('acme').set('k', 'unsure', text);
    expect(await metricOf(registry, 'promenade_cache_bypassed_total')).toBe(3);
    generations.isKnown = true;
    expect(await cache.of('acme').get('k', text)).toBe('old');
  });

  test('loads where the store cannot be reached', async () => {
    const away = async () => {
      throw new CacheUnavailableError('away');
    };
    store = { get: away, set: away, delete: away };
    const without = cacheOf('news');
    expect(await without.of('acme').remember('k', text, async () => 'a')).toBe('a');
    await without.of('acme').delete(['k']);
  });

  test.each([
    ['of another shape', JSON.stringify({ generation: '0', value: 7 })],
    ['of another generation', JSON.stringify({ generation: '1', value: 'x' })],
    ['that is no envelope', JSON.stringify('x')],
    ['that is no JSON', '{'],
  ])('takes what it finds %s for nothing', async (_case, found) => {
    await store.set('cache:acme:news:k', found, 60_000);
    expect(await cache.of('acme').remember('k', text, async () => 'a')).toBe('a');
  });
});

test('a value is that of its merchant and plugin, and gone when deleted', async () => {
  const entries: [Cache, string][] = [
    [cache, 'acme'],
    [cache, 'bazaar'],
    [cacheOf('promotions'), 'acme'],
    [cacheOf('campaign-vip', ''), 'acme'],
  ];
  for (const [index, [one, merchantId]] of entries.entries()) {
    await one.of(merchantId).set('k', `value ${index}`, text);
  }
  await cache.of('acme').delete(['k']);
  const values = await Promise.all(
    entries.map(([one, merchantId]) => one.of(merchantId).get('k', text)),
  );
  expect(values).toEqual([undefined, 'value 1', 'value 2', 'value 3']);
});
