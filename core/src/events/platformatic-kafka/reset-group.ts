import { type Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import type { ResetOptions } from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';
import { groupName, topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';

/** Sets what a group has committed of a topic. @throws GroupInUseError when the group has a member */
export const resetGroup = async (
  admin: Admin,
  options: KafkaOptions,
  { group, topic, from }: ResetOptions,
): Promise<void> => {
  const groupId = groupName(options, group, topic);
  const name = topicName(options, topic);
  const groups = await admin.describeGroups({ groups: [groupId] });
  if ((groups.get(groupId)?.members.size ?? 0) > 0) throw new GroupInUseError(group, topic);

  const { topics } = await admin.metadata({ topics: [name], forceUpdate: true });
  const count = topics.get(name)?.partitionsCount ?? 0;
  const offsetsAt = async (timestamp: bigint): Promise<Map<number, bigint>> => {
    const partitions = Array.from({ length: count }, (_, partitionIndex) => ({
      partitionIndex,
      timestamp,
    }));
    const listed = await admin.listOffsets({ topics: [{ name, partitions }] });
    return new Map(
      listed.flatMap((one) => one.partitions.map((each) => [each.partitionIndex, each.offset])),
    );
  };

  const wanted = await offsetsAt(from ? BigInt(from.getTime()) : ListOffsetTimestamps.EARLIEST);
  // A partition without a record since then answers -1: the group goes on at its end.
  const ends = await offsetsAt(ListOffsetTimestamps.LATEST);
  await admin.alterConsumerGroupOffsets({
    groupId,
    topics: [
      {
        name,
        partitionOffsets: [...wanted].map(([partition, offset]) => ({
          partition,
          offset: offset >= 0n ? offset : (ends.get(partition) ?? 0n),
        })),
      },
    ],
  });
};
