import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../observability/logger.js';
import type { SubscribeOptions, Subscription } from '../event-bus.js';
import { groupName, topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { LagGauge } from '../lag-gauge.js';
import { ProgressWatch } from '../progress-watch.js';
import { GroupMember } from './group-member.js';

/** A member without a sign of life for this long is made anew, in milliseconds; a rebalance may take 30 s. */
const watchMilliseconds = 45_000;
/** Between two attempts to make a member, in milliseconds. */
const restartPause = 1_000;

/** A place in a consumer group on one topic: the member that holds it is made anew when it fails or falls silent. */
export class PlatformaticSubscription implements Subscription {
  private member: GroupMember | undefined;
  private readonly watch: ProgressWatch;
  private readonly stopping = new AbortController();
  private renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly kafka: KafkaOptions,
    private readonly options: SubscribeOptions,
    private readonly logger: Logger,
    private readonly lag: LagGauge,
  ) {
    this.watch = new ProgressWatch(watchMilliseconds, () =>
      this.renew(new Error('it shows no sign of life')),
    );
  }

  async open(): Promise<void> {
    await this.start();
    this.watch.start();
  }

  async close(): Promise<void> {
    this.watch.stop();
    this.stopping.abort();
    await this.renewing;
    await this.member?.close();
  }

  private async start(): Promise<void> {
    const { topic, group } = this.options;
    const member: GroupMember = new GroupMember(this.kafka, {
      topic,
      topicAtBroker: topicName(this.kafka, topic),
      groupAtBroker: groupName(this.kafka, group, topic),
      deliver: (records) => this.options.deliver(records, this.stopping.signal),
      onCommit: (partition, left) => {
        this.lag.set({ topic, group, partition }, left);
        this.watch.seen();
      },
      onFailedDelivery: (error) => {
        if (this.stopping.signal.aborted) return;
        this.logger.warn({ err: error, topic, group }, 'delivery failed; it is tried again');
      },
      onSignOfLife: () => this.watch.seen(),
      onFault: (error) => {
        if (this.member === member) this.renew(error);
      },
    });
    this.member = member;
    try {
      await member.join();
    } catch (error) {
      this.member = undefined;
      await member.close().catch(() => undefined);
      throw error;
    }
  }

  /** Makes the member anew; several faults at once make one new member. */
  private renew(cause: unknown): void {
    const old = this.member;
    if (!old || this.stopping.signal.aborted) return;
    this.member = undefined;
    const { topic, group } = this.options;
    this.logger.warn({ err: cause, topic, group }, 'consumer failed; it is made anew');
    this.renewing = this.renewing
      .then(() => old.close())
      .catch((error: unknown) => this.logger.warn({ err: error }, 'old consumer did not end'))
      .then(() => this.startAgain());
  }

  private async startAgain(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.start();
        this.watch.seen();
        return;
      } catch (error) {
        this.logger.warn({ err: error, topic: this.options.topic }, 'consumer did not start');
        await pause(restartPause, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
