import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entityTag, expectedVersionOf } from './entity-tag.js';

const refusal = (code: string) => expect.objectContaining({ code });

describe('entity tags', () => {
  it('carry every version there and back', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (version) => {
        expect(expectedVersionOf(entityTag(version))).toBe(version);
      }),
    );
  });

  it('are required', () => {
    expect(() => expectedVersionOf(undefined)).toThrow(refusal('if-match-required'));
  });

  it.each(['', '3', '"x"', '""', 'W/"3"', '*', '"3", "4"', '"-3"', '"3.0"', '"9999999999"'])(
    'are not %j',
    (sent) => {
      expect(() => expectedVersionOf(sent)).toThrow(refusal('invalid-if-match'));
    },
  );
});
