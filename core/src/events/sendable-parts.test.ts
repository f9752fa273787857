import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutgoingRecord } from './event-bus.js';
import { sendableParts } from './sendable-parts.js';

const limit = 1_000;

const records = fc.array(
  fc.record({
    topic: fc.constant('t'),
    key: fc.string({ unit: 'grapheme', maxLength: 20 }),
    headers: fc.dictionary(fc.string({ minLength: 1, maxLength: 9 }), fc.string(), { maxKeys: 4 }),
    value: fc.nat(limit + 200).map((bytes) => Buffer.alloc(bytes)),
  }),
  { maxLength: 40 },
);

/** Key, value and headers alone. */
const bytesOf = (part: readonly OutgoingRecord[]): number =>
  part
    .flatMap(({ key, value, headers }) => [key, value, ...Object.entries(headers).flat()])
    .reduce((sum, field) => sum + Buffer.byteLength(field), 0);

describe('the parts of what is published', () => {
  test('are all records in their order', () => {
    fc.assert(
      fc.property(records, (given) => {
        expect(sendableParts(given, limit).flat()).toEqual(given);
      }),
    );
  });

  test('are never empty, and no larger than the limit unless of one record', () => {
    fc.assert(
      fc.property(records, (given) => {
        const parts = sendableParts(given, limit);
        expect(parts).not.toContainEqual([]);
        for (const part of parts.filter(({ length }) => length > 1)) {
          expect(bytesOf(part)).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  test('are one where all fits into one call, and count what surrounds each record', () => {
    const small = { topic: 't', key: 'k', headers: {}, value: Buffer.alloc(0) };
    expect(sendableParts(Array.from({ length: 1_000 }, () => small))).toHaveLength(1);
    expect(sendableParts(Array.from({ length: 100_000 }, () => small)).length).toBeGreaterThan(1);
  });

  test('hold less than Kafka takes for a partition', () => {
    const large = { topic: 't', key: 'k', headers: { h: 'x' }, value: Buffer.alloc(300_000) };
    const parts = sendableParts([large, large, large, large, large]);
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
  });
});
