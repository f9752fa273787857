import kafkajs, {
  type Consumer,
  type EachBatchPayload,
  type IHeaders,
  type Kafka,
  type KafkaMessage,
} from 'kafkajs';
import type { EventRecord } from '../event-bus.js';
import type { KafkaMember, MemberDuties } from '../kafka-client.js';

/** A member that is killed is missed after this, in milliseconds. */
const sessionTimeout = 10_000;
const heartbeatInterval = 1_000;
/** How often a batch in hand tells the broker that its consumer lives, in milliseconds. */
const heartbeatPause = 2_000;
/** Partitions worked on at once by one member, unless its duties say otherwise. */
const fewPartitions = 4;
/** Records handed over at once. */
const deliverySize = 500;

/** What the broker answers to a member that it no longer counts. */
const lostPlace: ReadonlySet<string> = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION']);

/** A consumer of kafkajs in its group. It commits by hand, once the effects of a delivery are durable. */
export class KafkajsMember implements KafkaMember {
  private readonly consumer: Consumer;
  private inHand: readonly number[] = [];
  private isClosed = false;

  constructor(
    kafka: Kafka,
    private readonly duties: MemberDuties,
  ) {
    this.consumer = kafka.consumer({
      groupId: duties.groupAtBroker,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout: 30_000,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 5_000,
        restartOnFailure: async () => !this.isClosed,
      },
    });
    const { GROUP_JOIN, HEARTBEAT, FETCH, CRASH } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, ({ payload }) => {
      this.inHand = payload.memberAssignment[duties.topicAtBroker] ?? [];
    });
    this.consumer.on(HEARTBEAT, () => duties.onSignOfLife());
    this.consumer.on(FETCH, () => duties.onSignOfLife());
    this.consumer.on(CRASH, ({ payload }) => {
      // After an error that kafkajs deems fatal it does not go on by itself.
      if (!payload.restart) duties.onFault(payload.error);
    });
  }

  get partitions(): readonly number[] {
    return this.inHand;
  }

  async join(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topic: this.duties.topicAtBroker, fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.duties.partitionsAtOnce ?? fewPartitions,
      eachBatch: (payload) => this.take(payload),
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.consumer.disconnect();
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { messages, partition } = payload.batch;
    const beating = setInterval(() => {
      // A failed heartbeat shows again, as an error, at the next commit.
      payload.heartbeat().then(this.duties.onSignOfLife, (error: unknown) => this.heed(error));
    }, heartbeatPause);
    try {
      for (let start = 0; start < messages.length; start += deliverySize) {
        const delivery = messages.slice(start, start + deliverySize);
        const last = delivery.at(-1);
        if (!last || !payload.isRunning() || payload.isStale()) return;
        await this.deliver(delivery, partition);
        payload.resolveOffset(last.offset);
        const next = BigInt(last.offset) + 1n;
        await this.consumer.commitOffsets([
          { topic: this.duties.topicAtBroker, partition, offset: next.toString() },
        ]);
        this.duties.onSignOfLife();
        await payload.heartbeat();
        this.duties.onSignOfLife();
      }
    } finally {
      clearInterval(beating);
    }
  }

  /** The others did not wait for the batch in hand: the partitions are theirs until this member joins again. */
  private heed(error: unknown): void {
    if (error instanceof kafkajs.KafkaJSProtocolError && lostPlace.has(error.type))
      this.inHand = [];
  }

  /** @throws what the delivery throws: kafkajs then gives the same messages again */
  private async deliver(messages: readonly KafkaMessage[], partition: number): Promise<void> {
    const { topic, deliver, onFailedDelivery } = this.duties;
    try {
      await deliver(
        messages.map(({ key, headers, value, offset }) => ({
          topic,
          key: key?.toString() ?? '',
          headers: textHeaders(headers),
          value: value ?? Buffer.alloc(0),
          position: `${partition}:${offset}`,
        })),
      );
    } catch (error) {
      onFailedDelivery(error);
      throw error;
    }
  }
}

const textHeaders = (headers: IHeaders = {}): EventRecord['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first.toString()]];
    }),
  );
