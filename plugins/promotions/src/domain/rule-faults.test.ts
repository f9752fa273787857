import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleFaults } from './rule-faults.js';

const nested = (levels: number): Record<string, unknown> =>
  levels === 1 ? {} : { in: nested(levels - 1) };

describe('ruleFaults', () => {
  test('takes a rule of 32 levels and names the place of the 33rd', () => {
    expect(ruleFaults(nested(32))).toEqual([]);
    expect(ruleFaults(nested(33))).toEqual([
      { path: Array<string>(32).fill('in'), code: 'rule-too-deep', params: { max: 32 } },
    ]);
  });

  test('takes 64 KiB of JSON in UTF-8, and no byte more', () => {
    const frame = JSON.stringify({ text: '' }).length;
    expect(ruleFaults({ text: 'a'.repeat(65_536 - frame) })).toEqual([]);
    expect(ruleFaults({ text: 'a'.repeat(65_537 - frame) })).toEqual([
      { path: [], code: 'rule-too-large', params: { max: 65_536 } },
    ]);
    expect(ruleFaults({ text: 'ذ'.repeat(32_768) })).toHaveLength(1);
  });

  test.each([2 ** 53, -(2 ** 53), 1e300, JSON.parse('1e999') as number])(
    'names the place of %d, which JSON cannot carry exactly',
    (number) => {
      expect(ruleFaults({ tiers: [{ 'a/b': number }] })).toEqual([
        { path: ['tiers', '0', 'a/b'], code: 'rule-number' },
      ]);
    },
  );

  test('what it takes comes back from JSON as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (rule) => {
        fc.pre(ruleFaults(rule).length === 0);
        // JSON has one zero.
        fc.pre(
          !JSON.stringify(rule, (_key, value: unknown) =>
            Object.is(value, -0) ? '-0' : value,
          ).includes('"-0"'),
        );
        expect(JSON.parse(JSON.stringify(rule))).toEqual({ ...rule });
      }),
    );
  });
});
