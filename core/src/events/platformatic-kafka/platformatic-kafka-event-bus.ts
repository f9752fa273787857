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
import type { KafkaOptions } from '../kafka-options.js';
import type { LagGauge } from '../lag-gauge.js';
import { PlatformaticProducer } from './platformatic-producer.js';
import { PlatformaticSubscription } from './platformatic-subscription.js';
import { PlatformaticTopics } from './platformatic-topics.js';
import { resetGroup } from './reset-group.js';
import { TopicReader } from './topic-reader.js';

/** The bus over Apache Kafka, by @platformatic/kafka. */
export class PlatformaticKafkaEventBus extends EventBus {
  private readonly topicsAtBroker: PlatformaticTopics;
  private readonly reader: TopicReader;
  private readonly producer: PlatformaticProducer;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly options: KafkaOptions,
    private readonly logger: Logger,
    private readonly lagGauge: LagGauge,
  ) {
    super();
    this.topicsAtBroker = new PlatformaticTopics(options);
    this.reader = new TopicReader(options);
    this.producer = new PlatformaticProducer(options, this.topicsAtBroker);
  }

  override publish(records: readonly OutgoingRecord[]): Promise<void> {
    return records.length === 0 ? Promise.resolve() : this.producer.send(records);
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.topicsAtBroker.ensure([options.topic]);
    const subscription = new PlatformaticSubscription(
      this.options,
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

  override async reset(options: ResetOptions): Promise<void> {
    await this.topicsAtBroker.ensure([options.topic]);
    await this.topicsAtBroker.withAdmin((admin) => resetGroup(admin, this.options, options));
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
}
