import type { Admin, Kafka } from 'kafkajs';
import type { KafkaOptions } from './kafka-options.js';

/** Makes topics before they are first used, since brokers are told not to make them by accident. */
export class KafkaTopics {
  private readonly made = new Map<string, Promise<void>>();

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaOptions,
  ) {}

  /** The topic's name at the broker. */
  nameOf(topic: string): string {
    return `${this.options.prefix ?? ''}${topic}`;
  }

  /** Makes the topics that are not there. Partitions of one that is there are left as they are. */
  async ensure(topics: readonly string[]): Promise<void> {
    await Promise.all([...new Set(topics)].map((topic) => this.ensureOne(topic)));
  }

  private ensureOne(topic: string): Promise<void> {
    const known = this.made.get(topic);
    if (known) return known;
    const making = this.create(topic).catch((error: unknown) => {
      this.made.delete(topic);
      throw error;
    });
    this.made.set(topic, making);
    return making;
  }

  private async create(topic: string): Promise<void> {
    const { partitions, defaultPartitions, replicationFactor, compacted } = this.options;
    await this.withAdmin(async (admin) => {
      await admin.createTopics({
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
    });
  }

  private async withAdmin(work: (admin: Admin) => Promise<void>): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}
