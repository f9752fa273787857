import { describe, expect, it } from '@jest/globals';
import { bucketCount as bucketsOfMessages } from '@promenade/plugin-inbox/contract';
import { bucketCount, bucketsOf } from './buckets.js';

it('has as many buckets as messages are laid out in', () => {
  expect(bucketCount).toBe(bucketsOfMessages);
});

describe('bucketsOf', () => {
  it.each([1, 2, 4, 8, 16, 32, 64])('covers each bucket once with %i slices', (slices) => {
    const covered = Array.from({ length: slices }, (_, slice) => bucketsOf(slice, slices)).flatMap(
      ({ from, until }) => Array.from({ length: until - from }, (_, index) => from + index),
    );
    expect(covered).toEqual(Array.from({ length: bucketCount }, (_, bucket) => bucket));
  });

  it.each([
    [0, 0],
    [0, 3],
    [0, 128],
    [64, 64],
    [-1, 64],
    [0.5, 64],
  ])('refuses slice %d of %d', (slice, slices) => {
    expect(() => bucketsOf(slice, slices)).toThrow(RangeError);
  });
});
