import type { Kafka, Producer } from 'kafkajs';
import type { OutgoingRecord } from '../event-bus.js';
import type { KafkaTopics } from './kafka-topics.js';
import { wrappingPartitioner } from './wrapping-partitioner.js';

/** Writes records so that each is stored once and in order, acknowledged by all replicas in sync. */
export class KafkaProducer {
  private producer: Promise<Producer> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: KafkaTopics,
  ) {}

  /** Resolves when all are stored. When it rejects, some may be: sending them again repeats them, in order. */
  async send(records: readonly OutgoingRecord[]): Promise<void> {
    await this.topics.ensure(records.map(({ topic }) => topic));
    const producer = await this.connected();
    try {
      await producer.sendBatch({
        acks: -1,
        topicMessages: [...Map.groupBy(records, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
          topic: this.topics.nameOf(topic),
          messages: ofTopic.map(({ key, value, headers, partition }) => ({
            key,
            value,
            headers: { ...headers },
            ...(partition !== undefined && { partition }),
          })),
        })),
      });
    } catch (error) {
      // After a failure the sequence numbers of an idempotent producer may be out of step for good.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await (await producer?.catch(() => undefined))?.disconnect();
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.connect().catch((error: unknown) => {
      this.producer = undefined;
      throw error;
    });
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      // More requests in flight could overtake each other at a retry.
      maxInFlightRequests: 1,
      createPartitioner: wrappingPartitioner,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    return producer;
  }
}
