import { IS_CONTROL } from '@platformatic/kafka';
import type { StoredRecord } from '../event-bus.js';
import { type FetchedPartition, textHeaders } from './fetched-records.js';

/** A stretch of a partition: from an offset to one that no longer belongs to it. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * What a fetch brought of a stretch.
 * @returns the records in order, and where the next fetch begins: at the stretch's end when it is read whole
 */
export const storedRecords = (
  topic: string,
  { partitionIndex, records: batches }: FetchedPartition,
  { from, to }: Stretch,
): { readonly records: readonly StoredRecord[]; readonly next: bigint } => {
  const records: StoredRecord[] = [];
  let next = from;
  for (const batch of batches ?? []) {
    const end = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
    if (end > next) next = end;
    // Marks of transactions are no records.
    if ((batch.attributes & IS_CONTROL) !== 0) continue;
    for (const { offsetDelta, timestampDelta, key, value, headers } of batch.records) {
      const offset = batch.firstOffset + BigInt(offsetDelta);
      if (offset < from || offset >= to) continue;
      records.push({
        topic,
        key: key?.toString() ?? '',
        headers: textHeaders(headers),
        value: value ?? Buffer.alloc(0),
        position: `${partitionIndex}:${offset}`,
        partition: partitionIndex,
        time: new Date(Number(batch.firstTimestamp + timestampDelta)),
      });
    }
  }
  return { records, next };
};
