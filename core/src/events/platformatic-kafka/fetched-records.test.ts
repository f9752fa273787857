import { describe, expect, it } from '@jest/globals';
import { IS_CONTROL } from '@platformatic/kafka';
import { type FetchResponse, fetchedRecords } from './fetched-records.js';

type Partition = FetchResponse['responses'][number]['partitions'][number];
type Batch = NonNullable<Partition['records']>[number];

const batch = (
  firstOffset: bigint,
  deltas: readonly number[],
  more: Partial<Batch> = {},
): Batch => ({
  firstOffset,
  length: 0,
  partitionLeaderEpoch: 0,
  magic: 2,
  crc: 0,
  attributes: 0,
  lastOffsetDelta: deltas.at(-1) ?? 0,
  firstTimestamp: 0n,
  maxTimestamp: 0n,
  producerId: -1n,
  producerEpoch: -1,
  firstSequence: -1,
  records: deltas.map((offsetDelta) => ({
    length: 0,
    attributes: 0,
    timestampDelta: 0n,
    offsetDelta,
    key: Buffer.from('key'),
    value: Buffer.from('value'),
    headers: [[Buffer.from('ce_id'), Buffer.from('1')]],
  })),
  ...more,
});

const partition = (records: Partition['records']): Partition => ({
  partitionIndex: 3,
  errorCode: 0,
  highWatermark: 0n,
  lastStableOffset: 0n,
  logStartOffset: 0n,
  abortedTransactions: null,
  preferredReadReplica: -1,
  records,
});

const offsets = ({ records }: ReturnType<typeof fetchedRecords>): bigint[] =>
  records.map(({ offset }) => offset);

describe('what a fetch brought', () => {
  it('gives records with their place', () => {
    const { records, next } = fetchedRecords('t', partition([batch(10n, [0, 1])]), 10n);
    expect(next).toBe(12n);
    expect(records[1]).toEqual({
      offset: 11n,
      record: {
        topic: 't',
        key: 'key',
        headers: { ce_id: '1' },
        value: Buffer.from('value'),
        position: '3:11',
      },
    });
  });

  it('passes over what stands in a batch before the offset asked for', () => {
    const fetched = fetchedRecords('t', partition([batch(10n, [0, 1, 2])]), 12n);
    expect(offsets(fetched)).toEqual([12n]);
    expect(fetched.next).toBe(13n);
  });

  it('goes on behind marks of transactions and gaps of compaction', () => {
    const fetched = fetchedRecords(
      't',
      partition([
        batch(0n, [0, 4], { lastOffsetDelta: 9 }),
        batch(10n, [0], { attributes: IS_CONTROL }),
      ]),
      0n,
    );
    expect(offsets(fetched)).toEqual([0n, 4n]);
    expect(fetched.next).toBe(11n);
  });

  it('never goes back', () => {
    expect(fetchedRecords('t', partition([batch(5n, [0])]), 9n).next).toBe(9n);
    expect(fetchedRecords('t', partition(null), 9n)).toEqual({ records: [], next: 9n });
  });

  it('takes a record without key or value for an empty one', () => {
    const [first] = fetchedRecords(
      't',
      partition([
        batch(0n, [], {
          lastOffsetDelta: 0,
          records: [
            {
              length: 0,
              attributes: 0,
              timestampDelta: 0n,
              offsetDelta: 0,
              key: null,
              value: null,
              headers: [[Buffer.from('a'), null]],
            },
          ],
        }),
      ]),
      0n,
    ).records;
    expect(first?.record).toMatchObject({ key: '', headers: {}, value: Buffer.alloc(0) });
  });
});
