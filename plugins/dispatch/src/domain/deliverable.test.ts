import { describe, expect, it } from '@jest/globals';
import { isDeliverable } from './deliverable.js';

describe('isDeliverable', () => {
  it.each([
    ['PUBLISHED', 'EVERYONE', true],
    ['EXPIRED', 'EVERYONE', true],
    ['DRAFT', 'EVERYONE', false],
    ['DELETED', 'EVERYONE', false],
    ['PUBLISHED', 'UNKNOWN', false],
  ] as const)('of %s for %s is %s', (status, kind, expected) => {
    expect(isDeliverable({ status, audience: { kind, names: [] } })).toBe(expected);
  });
});
