import type { Places, StoredRecord } from '../event-bus.js';

/**
 * Merges partitions by time. Within a partition the order stays, though a producer's clock may have gone back.
 * @param lanes the records of each partition, in the order wanted
 * @param from where each partition was read from; carried along, so that a later page knows of all of them
 * @returns all records, each with the places of all partitions behind it
 */
export const mergeByTime = (
  lanes: ReadonlyMap<number, readonly StoredRecord[]>,
  order: 'newest' | 'oldest',
  from: Places,
): readonly { readonly record: StoredRecord; readonly after: Places }[] => {
  const heads = [...lanes.values()].map((records) => ({ records, index: 0 }));
  const sign = order === 'newest' ? -1 : 1;
  const merged: { record: StoredRecord; after: Places }[] = [];
  let after = from;
  for (;;) {
    let best: { readonly lane: (typeof heads)[number]; readonly record: StoredRecord } | undefined;
    for (const lane of heads) {
      const record = lane.records[lane.index];
      if (!record) continue;
      if (!best || sign * (record.time.getTime() - best.record.time.getTime()) < 0) {
        best = { lane, record };
      }
    }
    if (!best) return merged;
    best.lane.index += 1;
    after = { ...after, [best.record.partition]: offsetOf(best.record) };
    merged.push({ record: best.record, after });
  }
};

const offsetOf = ({ position }: StoredRecord): string => position.slice(position.indexOf(':') + 1);
