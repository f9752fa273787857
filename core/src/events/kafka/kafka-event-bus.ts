import { Kafka } from 'kafkajs';
import type { Logger } from '../../observability/logger.js';
import {
  EventBus,
  type OutgoingRecord,
  type ReadOptions,
  type RecordPage,
  type ResetOptions,
  type StoredRecord,
  type SubscribeOptions,
  type Subscription,
  type TopicSize,
} from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';
import { groupName, topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { LagGauge } from '../lag-gauge.js';
import { TopicReader } from '../platformatic-kafka/topic-reader.js';
import { kafkaLogging } from './kafka-logging.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { KafkaTopics } from './kafka-topics.js';

/** The bus over Apache Kafka, by kafkajs. */
export class KafkaEventBus extends EventBus {
  private readonly kafka: Kafka;
  private readonly topicsAtBroker: KafkaTopics;
  private readonly reader: TopicReader;
  private readonly producer: KafkaProducer;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly options: KafkaOptions,
    private readonly logger: Logger,
    private readonly lagGauge: LagGauge,
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
    this.topicsAtBroker = new KafkaTopics(this.kafka, options);
    this.reader = new TopicReader(options);
    this.producer = new KafkaProducer(this.kafka, this.topicsAtBroker);
  }

  override publish(records: readonly OutgoingRecord[]): Promise<void> {
    return records.length === 0 ? Promise.resolve() : this.producer.send(records);
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.topicsAtBroker.ensure([options.topic]);
    const names = this.namesOf(options);
    const subscription = new KafkaSubscription(
      this.kafka,
      names,
      options,
      this.logger,
      this.lagGauge,
    );
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

  override prepare(topics: readonly string[]): Promise<void> {
    return this.topicsAtBroker.ensure(topics);
  }

  override async reset({ group, topic, from }: ResetOptions): Promise<void> {
    const names = this.namesOf({ group, topic });
    await this.topicsAtBroker.ensure([topic]);
    await this.topicsAtBroker.withAdmin(async (admin) => {
      const { groups } = await admin.describeGroups([names.group]);
      if (groups.some(({ members }) => members.length > 0)) throw new GroupInUseError(group, topic);
      const partitions = from
        ? await admin.fetchTopicOffsetsByTimestamp(names.topic, from.getTime())
        : (await admin.fetchTopicOffsets(names.topic)).map(({ partition, low }) => ({
            partition,
            offset: low,
          }));
      await admin.setOffsets({ groupId: names.group, topic: names.topic, partitions });
    });
  }

  override lag(options: Pick<ResetOptions, 'group' | 'topic'>): Promise<number> {
    return this.reader.lag(options);
  }

  override topics(suffix: string): Promise<readonly TopicSize[]> {
    return this.reader.topics(suffix);
  }

  override read(options: ReadOptions): Promise<RecordPage> {
    return this.reader.read(options);
  }

  override readOne(topic: string, position: string): Promise<StoredRecord | undefined> {
    return this.reader.readOne(topic, position);
  }

  override async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.producer.close();
  }

  private namesOf({ group, topic }: { readonly group: string; readonly topic: string }): {
    readonly group: string;
    readonly topic: string;
  } {
    return { topic: topicName(this.options, topic), group: groupName(this.options, group, topic) };
  }
}
