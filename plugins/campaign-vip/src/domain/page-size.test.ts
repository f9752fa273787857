import { expect, test } from '@jest/globals';
import { pageSizeOf } from './page-size.js';

test.each([
  [0, 50],
  [1, 1],
  [100, 100],
  [101, 100],
  [2_147_483_647, 100],
])('a page size of %i is read as %i', (asked, size) => {
  expect(pageSizeOf(asked)).toBe(size);
});
