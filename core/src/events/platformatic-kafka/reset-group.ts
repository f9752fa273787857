import { ListOffsetTimestamps } from '@platformatic/kafka';
import type { ResetOptions } from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';
import { groupName, topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import { topicOffsets } from './topic-offsets.js';
import { withAdmin } from './with-admin.js';

/**
 * Sets what a group has committed of a topic, whichever library its members use: kafkajs would join the group for it.
 * @throws GroupInUseError when the group has a member
 */
export const resetGroup = (
  options: KafkaOptions,
  { group, topic, from }: ResetOptions,
): Promise<void> =>
  withAdmin(options, async (admin) => {
    const groupId = groupName(options, group, topic);
    const name = topicName(options, topic);
    const groups = await admin.describeGroups({ groups: [groupId] });
    if ((groups.get(groupId)?.members.size ?? 0) > 0) throw new GroupInUseError(group, topic);

    const offsetsAt = await topicOffsets(admin, name);
    const wanted = await offsetsAt(from ? BigInt(from.getTime()) : ListOffsetTimestamps.EARLIEST);
    // Of a partition without a record since then the group goes on at its end.
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
  });
