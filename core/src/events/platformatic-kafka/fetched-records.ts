import { type Consumer, IS_CONTROL } from '@platformatic/kafka';
import type { LaneRecord } from './partition-lane.js';

export type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;
export type FetchedPartition = FetchResponse['responses'][number]['partitions'][number];

/**
 * What a fetch brought of one partition.
 * @param from the offset asked for: a broker gives whole batches, which may begin before it
 * @returns the records, and where the next fetch begins
 */
export const fetchedRecords = (
  topic: string,
  { partitionIndex, records }: FetchedPartition,
  from: bigint,
): { readonly records: readonly LaneRecord[]; readonly next: bigint } => {
  const found: LaneRecord[] = [];
  let next = from;
  for (const batch of records ?? []) {
    const end = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
    if (end > next) next = end;
    // Marks of transactions are no records.
    if ((batch.attributes & IS_CONTROL) !== 0) continue;
    for (const { offsetDelta, key, value, headers } of batch.records) {
      const offset = batch.firstOffset + BigInt(offsetDelta);
      if (offset < from) continue;
      found.push({
        offset,
        record: {
          topic,
          key: key?.toString() ?? '',
          headers: textHeaders(headers),
          value: value ?? Buffer.alloc(0),
          position: `${partitionIndex}:${offset}`,
        },
      });
    }
  }
  return { records: found, next };
};

export const textHeaders = (
  headers: readonly (readonly [Buffer | null, Buffer | null])[],
): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (name && value) texts[name.toString()] ??= value.toString();
  }
  return texts;
};
