import type { Admin } from '@platformatic/kafka';

/**
 * Looks up offsets of a topic that is there.
 * @returns answers, for a time in milliseconds or one of `ListOffsetTimestamps`, the first offset of each partition that is not
 * older; -1 for a partition without such a record
 */
export const topicOffsets = async (
  admin: Admin,
  name: string,
): Promise<(timestamp: bigint) => Promise<ReadonlyMap<number, bigint>>> => {
  const { topics } = await admin.metadata({ topics: [name], forceUpdate: true });
  const count = topics.get(name)?.partitionsCount ?? 0;
  return async (timestamp) => {
    const partitions = Array.from({ length: count }, (_none, partitionIndex) => ({
      partitionIndex,
      timestamp,
    }));
    const listed = await admin.listOffsets({ topics: [{ name, partitions }] });
    return new Map(
      listed.flatMap((one) => one.partitions.map((each) => [each.partitionIndex, each.offset])),
    );
  };
};
