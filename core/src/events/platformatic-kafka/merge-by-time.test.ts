import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredRecord } from '../event-bus.js';
import { mergeByTime } from './merge-by-time.js';

const recordOf = (partition: number, offset: number, time: number): StoredRecord => ({
  topic: 't',
  key: 'k',
  headers: {},
  value: Buffer.alloc(0),
  position: `${partition}:${offset}`,
  partition,
  time: new Date(time),
});

/** Partitions whose records lie in the order of reading; the clock of their producers may go back. */
const lanes = fc
  .array(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }), { maxLength: 4 })
  .map(
    (times) =>
      new Map(
        times.map((ofLane, partition) => [
          partition,
          ofLane.map((time, offset) => recordOf(partition, offset, time)),
        ]),
      ),
  );

describe('merging partitions by time', () => {
  test('keeps every record once, and the order of each partition', () => {
    fc.assert(
      fc.property(lanes, fc.constantFrom('newest', 'oldest'), (given, order) => {
        const merged = mergeByTime(given, order, {}).map(({ record }) => record);
        for (const [partition, records] of given) {
          expect(merged.filter((record) => record.partition === partition)).toEqual(records);
        }
        expect(merged).toHaveLength([...given.values()].flat().length);
      }),
    );
  });

  test('says after each record where reading goes on, places from before included', () => {
    const given = new Map([
      [0, [recordOf(0, 7, 3), recordOf(0, 6, 1)]],
      [1, [recordOf(1, 4, 2)]],
    ]);
    expect(mergeByTime(given, 'newest', { 2: '9' }).map(({ after }) => after)).toEqual([
      { 0: '7', 2: '9' },
      { 0: '7', 1: '4', 2: '9' },
      { 0: '6', 1: '4', 2: '9' },
    ]);
  });

  test('takes the oldest or the newest first', () => {
    const given = new Map([
      [0, [recordOf(0, 0, 5)]],
      [1, [recordOf(1, 0, 2)]],
    ]);
    const partitions = (order: 'newest' | 'oldest') =>
      mergeByTime(given, order, {}).map(({ record }) => record.partition);
    expect(partitions('newest')).toEqual([0, 1]);
    expect(partitions('oldest')).toEqual([1, 0]);
  });
});
