import { expect, test } from '@jest/globals';
import { MemoryCacheStore } from './memory-cache-store.js';

test('a full store drops what was not used for the longest time', async () => {
  const store = new MemoryCacheStore(2);
  await store.set('a', '1', 60_000);
  await store.set('b', '2', 60_000);
  await store.get('a');
  await store.set('c', '3', 60_000);
  expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual([
    '1',
    undefined,
    '3',
  ]);
});
