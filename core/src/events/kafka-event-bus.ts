import type { Logger } from '../observability/logger.js';
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
} from './event-bus.js';
import { GroupPlace } from './group-place.js';
import type { KafkaClient } from './kafka-client.js';
import type { KafkaOptions } from './kafka-options.js';
import type { LagGauge } from './lag-gauge.js';
import { LagWatch, lagPeriod } from './lag-watch.js';
import { resetGroup } from './platformatic-kafka/reset-group.js';
import { TopicReader } from './platformatic-kafka/topic-reader.js';
import { sendableParts } from './sendable-parts.js';

/** The bus over Apache Kafka, whichever library writes and consumes. */
export class KafkaEventBus extends EventBus {
  private readonly reader: TopicReader;
  private readonly places = new Set<GroupPlace>();
  private readonly lagWatch: LagWatch;
  /** Ends with the calls that go out in several parts: a later call must not come between them. */
  private inParts: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: KafkaOptions,
    private readonly client: KafkaClient,
    private readonly logger: Logger,
    lagGauge: LagGauge,
    lagMilliseconds = lagPeriod,
  ) {
    super();
    this.reader = new TopicReader(options);
    this.lagWatch = new LagWatch(
      () => [...this.places].map(({ held }) => held),
      (groups) => this.reader.lags(groups),
      lagGauge,
      logger,
      lagMilliseconds,
    );
  }

  override async publish(records: readonly OutgoingRecord[]): Promise<void> {
    const parts = sendableParts(records);
    const sending = this.inParts.then(() => this.sendEach(parts));
    if (parts.length > 1) this.inParts = sending.catch(() => undefined);
    await sending;
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    await this.client.ensureTopics([options.topic]);
    const place = new GroupPlace(this.options, this.client, options, this.logger);
    await place.open();
    this.places.add(place);
    this.lagWatch.start();
    return {
      close: async () => {
        this.places.delete(place);
        this.lagWatch.tidy();
        await place.close();
      },
    };
  }

  override prepare(topics: readonly string[]): Promise<void> {
    return this.client.ensureTopics(topics);
  }

  override async reset(options: ResetOptions): Promise<void> {
    await this.client.ensureTopics([options.topic]);
    await resetGroup(this.options, options);
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
    const places = [...this.places];
    this.places.clear();
    this.lagWatch.stop();
    await Promise.all(places.map((place) => place.close()));
    await this.inParts;
    await this.client.close();
  }

  /** Nothing goes out behind a part that was refused: it would stand before it once that is sent again. */
  private async sendEach(parts: ReturnType<typeof sendableParts>): Promise<void> {
    for (const part of parts) await this.client.send(part);
  }
}
