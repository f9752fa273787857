import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import { MadeTopics } from '../made-topics.js';

/** A broker that has not heard of a new topic yet says that it does not host it; how often, and after how many milliseconds, it is asked again. */
const tries = 20;
const pauseBetween = 250;

/** Makes topics before they are first used. */
export class KafkaTopics {
  private readonly made = new MadeTopics((topic) => this.create(topic));

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaOptions,
  ) {}

  /** The topic's name at the broker. */
  nameOf(topic: string): string {
    return topicName(this.options, topic);
  }

  /** Makes the topics that are not there. Partitions of one that is there are left as they are. */
  ensure(topics: readonly string[]): Promise<void> {
    return this.made.ensure(topics);
  }

  private async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  private async create(topic: string): Promise<void> {
    const { partitions, defaultPartitions, replicationFactor, compacted } = this.options;
    const create = (admin: Admin): Promise<boolean> =>
      admin.createTopics({
        waitForLeaders: true,
        topics: [
          {
            topic: this.nameOf(topic),
            numPartitions: partitions[topic] ?? defaultPartitions,
            replicationFactor,
            configEntries: compacted.includes(topic)
              ? [{ name: 'cleanup.policy', value: 'compact' }]
              : [],
          },
        ],
      });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.withAdmin(create);
        return;
      } catch (error) {
        const isPassing = error instanceof kafkajs.KafkaJSProtocolError && error.retriable;
        if (!isPassing || attempt === tries) throw error;
        await pause(pauseBetween);
      }
    }
  }
}
