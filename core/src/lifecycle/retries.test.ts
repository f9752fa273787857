import { expect, test } from '@jest/globals';
import { Retries } from './retries.js';

test('what fails waits ever longer, up to five minutes, and others do not wait with it', () => {
  const retries = new Retries();
  expect(retries.isWaiting('a', 0)).toBe(false);
  expect(retries.fail('a', 0, 1)).toBe(1_000);
  expect(retries.isWaiting('a', 999)).toBe(true);
  expect(retries.isWaiting('b', 999)).toBe(false);
  expect(retries.isWaiting('a', 1_000)).toBe(false);
  expect(retries.fail('a', 1_000, 1)).toBe(2_000);
  for (let attempt = 0; attempt < 50; attempt += 1) retries.fail('a', 0, 1);
  expect(retries.fail('a', 0, 1)).toBe(300_000);
});

test('what is no longer untold is forgotten', () => {
  const retries = new Retries();
  retries.fail('a', 0, 1);
  retries.fail('b', 0, 1);
  retries.retain(new Set(['b']));
  expect(retries.isWaiting('a', 0)).toBe(false);
  expect(retries.isWaiting('b', 0)).toBe(true);
  expect(retries.fail('a', 0, 1)).toBe(1_000);
});
