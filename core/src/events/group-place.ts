import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability/logger.js';
import type { SubscribeOptions, Subscription } from './event-bus.js';
import type { KafkaClient, KafkaMember } from './kafka-client.js';
import { groupName, topicName } from './kafka-names.js';
import type { KafkaOptions } from './kafka-options.js';
import type { HeldPartitions } from './lag-watch.js';
import { ProgressWatch } from './progress-watch.js';

/** Between two attempts to make a member, in milliseconds. */
const restartPause = 1_000;

/** A place in a consumer group on one topic: the member that holds it is made anew when it fails or falls silent. */
export class GroupPlace implements Subscription {
  private member: KafkaMember | undefined;
  private readonly watch: ProgressWatch;
  private readonly stopping = new AbortController();
  private renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly kafka: KafkaOptions,
    private readonly client: KafkaClient,
    private readonly options: SubscribeOptions,
    private readonly logger: Logger,
  ) {
    this.watch = new ProgressWatch(client.longestSilence, () =>
      this.renew(this.member, new Error('it shows no sign of life')),
    );
  }

  get held(): HeldPartitions {
    const { group, topic } = this.options;
    return { group, topic, partitions: this.member?.partitions ?? [] };
  }

  async open(): Promise<void> {
    await this.join();
    this.watch.start();
  }

  async close(): Promise<void> {
    this.watch.stop();
    this.stopping.abort();
    await this.renewing;
    await this.member?.close();
  }

  private async join(): Promise<void> {
    const broken = new AbortController();
    const member: KafkaMember = this.createMember((error) => {
      broken.abort(error);
      this.renew(member, error);
    });
    const fault = once(broken.signal, 'abort');
    try {
      await Promise.race([member.join(), fault]);
      broken.signal.throwIfAborted();
    } catch (error) {
      await member.close().catch((fault: unknown) => this.warn(fault, 'consumer did not end'));
      throw error;
    }
    this.member = member;
  }

  private createMember(onFault: (error: unknown) => void): KafkaMember {
    const { topic, group, partitionsAtOnce } = this.options;
    const { signal } = this.stopping;
    return this.client.createMember({
      topic,
      topicAtBroker: topicName(this.kafka, topic),
      groupAtBroker: groupName(this.kafka, group, topic),
      partitionsAtOnce,
      deliver: (records) => this.options.deliver(records, signal),
      onFailedDelivery: (error) => {
        if (!signal.aborted) this.warn(error, 'delivery failed; it is tried again');
      },
      onSignOfLife: () => this.watch.seen(),
      onFault,
    });
  }

  /** Makes the member anew; several faults at once make one new member. */
  private renew(old: KafkaMember | undefined, cause: unknown): void {
    if (!old || old !== this.member || this.stopping.signal.aborted) return;
    this.member = undefined;
    this.warn(cause, 'consumer failed; it is made anew');
    this.renewing = this.renewing
      .then(() => old.close())
      .catch((error: unknown) => this.warn(error, 'old consumer did not end'))
      .then(() => this.joinAgain());
  }

  private async joinAgain(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.join();
        this.watch.seen();
        return;
      } catch (error) {
        this.warn(error, 'consumer did not start');
        await pause(restartPause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private warn(error: unknown, message: string): void {
    const { topic, group } = this.options;
    this.logger.warn({ err: error, topic, group }, message);
  }
}
