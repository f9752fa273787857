import { type Consumer, ListOffsetTimestamps } from '@platformatic/kafka';

/**
 * Where a group goes on in each partition: behind what it committed, or at the oldest record when it never did or when what
 * it committed is no longer (or not yet) there.
 */
export const startOffsets = async (
  consumer: Consumer,
  topic: string,
  partitions: readonly number[],
): Promise<ReadonlyMap<number, bigint>> => {
  const [oldest, newest, committed] = await Promise.all([
    consumer.listOffsets({ topics: [topic], timestamp: ListOffsetTimestamps.EARLIEST }),
    consumer.listOffsets({
      topics: [topic],
      timestamp: ListOffsetTimestamps.LATEST,
      isolationLevel: 0,
    }),
    consumer.listCommittedOffsets({ topics: [{ topic, partitions: [...partitions] }] }),
  ]);
  return new Map(
    partitions.map((partition) => {
      const first = oldest.get(topic)?.[partition] ?? 0n;
      const end = newest.get(topic)?.[partition] ?? first;
      const reached = committed.get(topic)?.[partition] ?? -1n;
      return [partition, reached >= first && reached <= end ? reached : first];
    }),
  );
};
