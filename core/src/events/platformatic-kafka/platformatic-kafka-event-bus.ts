import type { Logger } from '../../observability/logger.js';
import {
  EventBus,
  type OutgoingRecord,
  type ResetOptions,
  type SubscribeOptions,
  type Subscription,
} from '../event-bus.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { LagGauge } from '../lag-gauge.js';
import { PlatformaticProducer } from './platformatic-producer.js';
import { PlatformaticSubscription } from './platformatic-subscription.js';
import { PlatformaticTopics } from './platformatic-topics.js';
import { resetGroup } from './reset-group.js';

/** The bus over Apache Kafka, by @platformatic/kafka. */
export class PlatformaticKafkaEventBus extends EventBus {
  private readonly topics: PlatformaticTopics;
  private readonly producer: PlatformaticProducer;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly options: KafkaOptions,
    private readonly logger: Logger,
    private readonly lag: LagGauge,
  ) {
    super();
    this.topics = new PlatformaticTopics(options);
    this.producer = new PlatformaticProducer(options, this.topics);
  }

  override publish(records: readonly OutgoingRecord[]): Promise<void> {
    return records.length === 0 ? Promise.resolve() : this.producer.send(records);
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.topics.ensure([options.topic]);
    const subscription = new PlatformaticSubscription(this.options, options, this.logger, this.lag);
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

  override async reset(options: ResetOptions): Promise<void> {
    await this.topics.ensure([options.topic]);
    await this.topics.withAdmin((admin) => resetGroup(admin, this.options, options));
  }

  override async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.producer.close();
  }
}
