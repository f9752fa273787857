import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { CacheGenerations } from './cache-generations.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('what is closed asks no more, also when it waited for an answer then', async () => {
  const answers: (() => void)[] = [];
  const listener = {
    connection: 1,
    connected: true,
    listen: async () => () => undefined,
    answer: () => new Promise<void>((resolve) => answers.push(resolve)),
  };
  const acrossMerchants = () => {
    throw new Error('nothing is read');
  };
  const generations = new CacheGenerations({ acrossMerchants }, listener, () => undefined);
  const opening = generations.open();
  await jest.advanceTimersByTimeAsync(0);
  generations.close();
  answers[0]?.();
  await opening;
  expect(jest.getTimerCount()).toBe(0);
  expect(await generations.of({ merchantId: 'm', pluginId: 'p' })).toBeUndefined();
});
