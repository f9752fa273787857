import { setTimeout as pause } from 'node:timers/promises';
import { type Admin, findErrorBy } from '@platformatic/kafka';
import { topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import { MadeTopics } from '../made-topics.js';
import { withAdmin } from './with-admin.js';

/** How long a new topic may take until each of its partitions has a leader, in milliseconds. */
const leaderMilliseconds = 10_000;

/** Makes topics before they are first used. */
export class PlatformaticTopics {
  private readonly made = new MadeTopics((topic) => this.create(topic));

  constructor(private readonly options: KafkaOptions) {}

  /** Makes the topics that are not there. Partitions of one that is there are left as they are. */
  ensure(topics: readonly string[]): Promise<void> {
    return this.made.ensure(topics);
  }

  private async create(topic: string): Promise<void> {
    const { partitions, defaultPartitions, replicationFactor, compacted } = this.options;
    const name = topicName(this.options, topic);
    await withAdmin(this.options, async (admin) => {
      try {
        await admin.createTopics({
          topics: [name],
          partitions: partitions[topic] ?? defaultPartitions,
          replicas: replicationFactor,
          ...(compacted.includes(topic) && {
            configs: [{ name: 'cleanup.policy', value: 'compact' }],
          }),
        });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (!findErrorBy(error, 'apiId', 'TOPIC_ALREADY_EXISTS')) throw error;
      }
      await untilLed(admin, name);
    });
  }
}

const untilLed = async (admin: Admin, name: string): Promise<void> => {
  const deadline = performance.now() + leaderMilliseconds;
  for (;;) {
    try {
      const { topics } = await admin.metadata({ topics: [name], forceUpdate: true });
      const partitions = topics.get(name)?.partitions ?? [];
      if (partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)) return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    if (performance.now() > deadline) throw new Error(`The topic ${name} has no leader yet.`);
    await pause(50);
  }
};
