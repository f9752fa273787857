import { compatibilityPartitioner, Producer, stringSerializers } from '@platformatic/kafka';
import type { OutgoingRecord } from '../event-bus.js';
import { topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import { connectionOptions } from './connection-options.js';
import type { PlatformaticTopics } from './platformatic-topics.js';

const { key, headerKey, headerValue } = stringSerializers;

/** Writes records so that each is stored once and in order, acknowledged by all replicas in sync. */
export class PlatformaticProducer {
  private producer: Producer<string, Buffer, string, string> | undefined;
  private previous: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: KafkaOptions,
    private readonly topics: PlatformaticTopics,
  ) {}

  /** Resolves when all are stored. When it rejects, some may be: sending them again repeats them, in order. */
  async send(records: readonly OutgoingRecord[]): Promise<void> {
    await this.topics.ensure(records.map(({ topic }) => topic));
    // One request at a time: the library would let the second overtake the first when that is tried again.
    const sending = this.previous.then(() => this.sendNow(records));
    this.previous = sending.catch(() => undefined);
    await sending;
  }

  async close(): Promise<void> {
    await this.previous;
    const { producer } = this;
    this.producer = undefined;
    await producer?.close();
  }

  private async sendNow(records: readonly OutgoingRecord[]): Promise<void> {
    this.producer ??= this.create();
    await this.producer.send({
      messages: records.map(({ topic, key: ofRecord, value, headers, partition }) => ({
        topic: topicName(this.options, topic),
        key: ofRecord,
        value,
        headers,
        ...(partition !== undefined && { partition }),
      })),
    });
  }

  private create(): Producer<string, Buffer, string, string> {
    return new Producer({
      ...connectionOptions(this.options),
      idempotent: true,
      acks: -1,
      serializers: { key, headerKey, headerValue },
      // Where Java and kafkajs put a key; the library's own default puts half of the keys elsewhere.
      partitioner: compatibilityPartitioner,
    });
  }
}
