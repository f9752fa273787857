import { describe, expect, it } from '@jest/globals';
import { isInInstantRange } from './instant-range.js';

describe('isInInstantRange', () => {
  it.each([
    ['1970-01-01T00:00:00Z', true],
    ['9999-12-31T23:59:59.999Z', true],
    ['1969-12-31T23:59:59.999Z', false],
    ['0000-01-01T00:00:00Z', false],
    // Its offset carries it into the year 10000, and over the start of 1970.
    ['9999-12-31T23:00:00-05:00', false],
    ['1970-01-01T00:00:00+02:00', false],
  ])('%s: %s', (instant, isIn) => {
    expect(isInInstantRange(new Date(instant))).toBe(isIn);
  });
});
