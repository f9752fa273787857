import { type Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import { groupName, topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { GroupOnTopic } from '../lag-watch.js';
import { topicOffsets } from './topic-offsets.js';
import { withAdmin } from './with-admin.js';

/**
 * @returns for each of the groups, in their order, how many records of each partition it has yet to take; of a topic that is
 * not there no partition
 */
export const lagOfGroups = (
  options: KafkaOptions,
  groups: readonly GroupOnTopic[],
): Promise<readonly ReadonlyMap<number, number>[]> =>
  withAdmin(options, async (admin) => {
    // Asked for a topic that is not there, the library tries for seconds.
    const there = new Set(await admin.listTopics());
    const lags: ReadonlyMap<number, number>[] = [];
    for (const { group, topic } of groups) {
      const name = topicName(options, topic);
      const groupId = groupName(options, group, topic);
      lags.push(there.has(name) ? await lagOf(admin, name, groupId) : new Map());
    }
    return lags;
  });

const lagOf = async (
  admin: Admin,
  name: string,
  groupId: string,
): Promise<ReadonlyMap<number, number>> => {
  const offsetsAt = await topicOffsets(admin, name);
  const oldest = await offsetsAt(ListOffsetTimestamps.EARLIEST);
  const committed = await committedOf(admin, name, groupId, [...oldest.keys()]);
  // After the offsets of the group: what it commits meanwhile would lie beyond an older end.
  const newest = await offsetsAt(ListOffsetTimestamps.LATEST);
  return new Map(
    [...oldest].map(([partition, from]) => {
      const to = newest.get(partition) ?? from;
      const reached = committed.get(partition) ?? -1n;
      // An offset that the partition does not have any more, or not yet, sends the group to its beginning.
      const next = reached >= from && reached <= to ? reached : from;
      return [partition, Number(to - next)];
    }),
  );
};

const committedOf = async (
  admin: Admin,
  name: string,
  groupId: string,
  partitionIndexes: number[],
): Promise<ReadonlyMap<number, bigint>> => {
  const groups = await admin.listConsumerGroupOffsets({
    groups: [{ groupId, topics: [{ name, partitionIndexes }] }],
  });
  return new Map(
    groups
      .flatMap(({ topics }) => topics)
      .flatMap((one) => one.partitions)
      .map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]),
  );
};
