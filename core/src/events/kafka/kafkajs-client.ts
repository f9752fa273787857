import { Kafka } from 'kafkajs';
import type { Logger } from '../../observability/logger.js';
import type { OutgoingRecord } from '../event-bus.js';
import type { KafkaClient, KafkaMember, MemberDuties } from '../kafka-client.js';
import type { KafkaOptions } from '../kafka-options.js';
import { kafkaLogging } from './kafka-logging.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaTopics } from './kafka-topics.js';
import { KafkajsMember } from './kafkajs-member.js';
import './rest-when-idle.js';

/** Kafka by kafkajs. */
export class KafkajsClient implements KafkaClient {
  /** kafkajs is known to stall after network trouble (tulios/kafkajs#659). */
  readonly longestSilence = 30_000;
  private readonly kafka: Kafka;
  private readonly topics: KafkaTopics;
  private readonly producer: KafkaProducer;

  constructor(options: KafkaOptions, logger: Logger) {
    this.kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      logCreator: kafkaLogging(logger),
      connectionTimeout: 3_000,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 5 },
      ...(options.ssl && { ssl: true }),
      ...(options.sasl && { sasl: options.sasl }),
    });
    this.topics = new KafkaTopics(this.kafka, options);
    this.producer = new KafkaProducer(this.kafka, this.topics);
  }

  ensureTopics(topics: readonly string[]): Promise<void> {
    return this.topics.ensure(topics);
  }

  send(records: readonly OutgoingRecord[]): Promise<void> {
    return this.producer.send(records);
  }

  createMember(duties: MemberDuties): KafkaMember {
    return new KafkajsMember(this.kafka, duties);
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}
