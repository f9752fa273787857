import { Kafka } from 'kafkajs';
import type { Logger } from '../../observability/logger.js';
import {
  EventBus,
  type OutgoingRecord,
  type SubscribeOptions,
  type Subscription,
} from '../event-bus.js';
import { kafkaLogging } from './kafka-logging.js';
import type { KafkaOptions } from './kafka-options.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaSubscription, type LagGauge } from './kafka-subscription.js';
import { KafkaTopics } from './kafka-topics.js';

/** The bus over Apache Kafka, by kafkajs. */
export class KafkaEventBus extends EventBus {
  private readonly kafka: Kafka;
  private readonly topics: KafkaTopics;
  private readonly producer: KafkaProducer;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly options: KafkaOptions,
    private readonly logger: Logger,
    private readonly lag: LagGauge,
  ) {
    super();
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

  override publish(records: readonly OutgoingRecord[]): Promise<void> {
    return records.length === 0 ? Promise.resolve() : this.producer.send(records);
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.topics.ensure([options.topic]);
    const names = {
      topic: this.topics.nameOf(options.topic),
      // kafkajs hands a topic to members of a group that did not subscribe to it, so each topic has a group of its own.
      group: `${this.options.prefix ?? ''}${options.group}.${options.topic}`,
    };
    const subscription = new KafkaSubscription(this.kafka, names, options, this.logger, this.lag);
    await subscription.open();
    const closing: Subscription = {
      close: async () => {
        this.subscriptions.delete(closing);
        await subscription.close();
      },
    };
    this.subscriptions.add(closing);
    return closing;
  }

  override async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.producer.close();
  }
}
