import { expect, test } from '@jest/globals';
import { reachedPercent } from './reached-percent.js';

test.each([
  [1_000, 0, 0],
  [1_000, 500, 50],
  [1_000, 999, 99],
  [1_000, 1_000, 100],
  [1_000, 5_000, 100],
])('of %d customers, %d are %d %%', (wanted, present, percent) => {
  expect(reachedPercent(wanted, present)).toBe(percent);
});
