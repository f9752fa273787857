import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import type { Logger } from '../../observability/logger.js';
import type { EventRecord, SubscribeOptions, Subscription } from '../event-bus.js';
import type { LagGauge } from '../lag-gauge.js';
import { ProgressWatch } from '../progress-watch.js';

/** A member that is killed is missed after this, in milliseconds. */
const sessionTimeout = 10_000;
const heartbeatInterval = 1_000;
/** How often a batch in hand tells the broker that its consumer lives, in milliseconds. */
const heartbeatPause = 2_000;
/** A consumer without a sign of life for this long is made anew, in milliseconds. */
const watchMilliseconds = 30_000;
/** Partitions worked on at once by one member. */
const concurrency = 4;
/** Records handed over at once. */
const deliverySize = 500;

/**
 * One member of a consumer group on one topic. The offset is committed by hand once the effects of a delivery are durable.
 * kafkajs is known to stall after network trouble (tulios/kafkajs#659) and to stop after an error it deems fatal; so a
 * consumer that crashed or shows no sign of life is thrown away and made anew.
 */
export class KafkaSubscription implements Subscription {
  private consumer: Consumer | undefined;
  private readonly watch: ProgressWatch;
  private readonly stopping = new AbortController();
  private renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly kafka: Kafka,
    private readonly names: { readonly topic: string; readonly group: string },
    private readonly options: SubscribeOptions,
    private readonly logger: Logger,
    private readonly lag: LagGauge,
  ) {
    this.watch = new ProgressWatch(watchMilliseconds, () => this.renew('shows no sign of life'));
  }

  async open(): Promise<void> {
    this.consumer = await this.start();
    this.watch.start();
  }

  async close(): Promise<void> {
    this.watch.stop();
    this.stopping.abort();
    await this.renewing;
    await this.consumer?.disconnect();
  }

  private async start(): Promise<Consumer> {
    const consumer = this.kafka.consumer({
      groupId: this.names.group,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout: 30_000,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, restartOnFailure: async () => true },
    });
    const { HEARTBEAT, FETCH, CRASH } = consumer.events;
    consumer.on(HEARTBEAT, () => this.watch.seen());
    consumer.on(FETCH, () => this.watch.seen());
    consumer.on(CRASH, ({ payload }) => {
      if (!payload.restart) this.renew(`crashed: ${payload.error.message}`);
    });
    await consumer.connect();
    await consumer.subscribe({ topic: this.names.topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: concurrency,
      eachBatch: (payload) => this.take(payload, consumer),
    });
    return consumer;
  }

  /** Makes the consumer anew; several reasons at once make one new consumer. */
  private renew(reason: string): void {
    if (this.stopping.signal.aborted) return;
    const old = this.consumer;
    if (!old) return;
    this.consumer = undefined;
    this.logger.warn(
      { topic: this.options.topic, group: this.options.group },
      `consumer ${reason}`,
    );
    this.renewing = this.renewing
      .then(() => old.disconnect())
      .catch((error: unknown) => this.logger.warn({ err: error }, 'old consumer did not end'))
      .then(() => this.startAgain());
  }

  private async startAgain(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.consumer = await this.start();
        this.watch.seen();
        return;
      } catch (error) {
        this.logger.warn({ err: error, topic: this.options.topic }, 'consumer did not start');
        await new Promise((resolve) => setTimeout(resolve, heartbeatPause));
      }
    }
  }

  private async take(payload: EachBatchPayload, consumer: Consumer): Promise<void> {
    const { batch } = payload;
    const { signal } = this.stopping;
    const beating = setInterval(() => {
      // A failed heartbeat shows again, as an error, at the next commit.
      payload.heartbeat().then(
        () => this.watch.seen(),
        () => undefined,
      );
    }, heartbeatPause);
    try {
      for (let start = 0; start < batch.messages.length; start += deliverySize) {
        if (!payload.isRunning() || payload.isStale() || signal.aborted) return;
        const messages = batch.messages.slice(start, start + deliverySize);
        const last = messages.at(-1);
        if (!last) return;
        await this.options.deliver(
          messages.map((message) => this.recordOf(message, batch.partition)),
          signal,
        );
        payload.resolveOffset(last.offset);
        await consumer.commitOffsets([
          {
            topic: this.names.topic,
            partition: batch.partition,
            offset: (BigInt(last.offset) + 1n).toString(),
          },
        ]);
        const { topic, group } = this.options;
        const left = BigInt(batch.highWatermark) - BigInt(last.offset) - 1n;
        this.lag.set({ topic, group, partition: batch.partition }, Number(left));
        await payload.heartbeat();
        this.watch.seen();
      }
    } finally {
      clearInterval(beating);
    }
  }

  private recordOf(message: KafkaMessage, partition: number): EventRecord {
    return {
      topic: this.options.topic,
      key: message.key?.toString() ?? '',
      headers: textHeaders(message.headers),
      value: message.value ?? Buffer.alloc(0),
      position: `${partition}:${message.offset}`,
    };
  }
}

const textHeaders = (headers: IHeaders = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first.toString()]];
    }),
  );
