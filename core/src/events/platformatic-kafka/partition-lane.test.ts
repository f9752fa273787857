import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Slots } from '../../concurrency/slots.js';
import { type LaneDuties, type LaneRecord, PartitionLane } from './partition-lane.js';

const recordsFrom = (first: number, count: number, bytes = 1): LaneRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    offset: BigInt(first + index),
    record: {
      topic: 't',
      key: 'k',
      headers: {},
      value: Buffer.alloc(bytes),
      position: `0:${first + index}`,
    },
  }));

const fail = (error: unknown): never => {
  throw error;
};

interface Bench {
  readonly lane: PartitionLane;
  readonly delivered: string[];
  readonly commits: bigint[];
  readonly ending: AbortController;
}

const laneWith = (duties: Partial<LaneDuties> = {}): Bench => {
  const delivered: string[] = [];
  const commits: bigint[] = [];
  const ending = new AbortController();
  const lane = new PartitionLane(0, 0n, {
    slots: new Slots(1),
    ending: ending.signal,
    deliver: async (records) => {
      await nextTurn();
      delivered.push(...records.map(({ position }) => position));
    },
    commit: async (_partition, offset) => {
      await nextTurn();
      commits.push(offset);
    },
    onFailedDelivery: () => undefined,
    onRoom: () => undefined,
    ...duties,
  });
  return { lane, delivered, commits, ending };
};

describe('a partition lane', () => {
  it('delivers all that is added, once and in order, whatever is in hand meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            count: fc.integer({ min: 0, max: 700 }),
            turns: fc.integer({ min: 0, max: 6 }),
          }),
          { maxLength: 12 },
        ),
        async (fetches) => {
          const { lane, delivered, commits } = laneWith();
          let next = 0;
          for (const { count, turns } of fetches) {
            const records = recordsFrom(next, count);
            next += count;
            lane.add(records, BigInt(next), fail);
            for (let turn = 0; turn < turns; turn += 1) await nextTurn();
          }
          await lane.settled();
          expect(delivered).toEqual(Array.from({ length: next }, (_, index) => `0:${index}`));
          expect(commits).toEqual(commits.toSorted((a, b) => Number(a - b)));
          expect(commits.at(-1) ?? 0n).toBe(BigInt(next));
          expect(lane.committed).toBe(BigInt(next));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('commits nothing of a delivery that fails, and tries the same records again', async () => {
    const attempts: string[][] = [];
    const { lane, commits } = laneWith({
      deliver: async (records) => {
        attempts.push(records.map(({ position }) => position));
        if (attempts.length < 3) throw new Error('not now');
      },
    });
    lane.add(recordsFrom(0, 2), 2n, fail);
    await lane.settled();
    expect(attempts).toEqual([
      ['0:0', '0:1'],
      ['0:0', '0:1'],
      ['0:0', '0:1'],
    ]);
    expect(commits).toEqual([2n]);
  });

  it('begins nothing more once it is to end, but commits what is in hand', async () => {
    const { lane, delivered, commits, ending } = laneWith();
    lane.add(recordsFrom(0, 1_200), 1_200n, fail);
    ending.abort();
    await lane.settled();
    expect(delivered).toHaveLength(500);
    expect(commits).toEqual([500n]);
  });

  it('asks for no more while much waits, and says when there is room again', async () => {
    let room = 0;
    const { lane } = laneWith({
      onRoom: () => {
        room += 1;
      },
    });
    lane.add(recordsFrom(0, 1_000, 2_000), 1_000n, fail);
    expect(lane.hasRoom).toBe(false);
    await lane.settled();
    expect(lane.hasRoom).toBe(true);
    expect(room).toBe(1);
  });

  it('stops when a commit is refused', async () => {
    const faults: unknown[] = [];
    const refused = new Error('refused');
    const { lane, delivered } = laneWith({ commit: () => Promise.reject(refused) });
    lane.add(recordsFrom(0, 600), 600n, (error) => faults.push(error));
    await lane.settled();
    lane.add(recordsFrom(600, 1), 601n, (error) => faults.push(error));
    await lane.settled();
    expect(faults).toEqual([refused]);
    expect(delivered).toHaveLength(500);
  });
});
