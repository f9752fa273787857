import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../observability/logger.js';
import { withinDeadline } from '../runtime/within-deadline.js';
import type { SubscribeOptions, Subscription } from './event-bus.js';
import type { KafkaClient, KafkaMember } from './kafka-client.js';
import { groupName, topicName } from './kafka-names.js';
import type { KafkaOptions } from './kafka-options.js';
import type { HeldPartitions } from './lag-watch.js';
import { ProgressWatch } from './progress-watch.js';

/** Between two attempts to make a member, in milliseconds. */
const restartPause = 1_000;

/** How long a member may take, in milliseconds: one that hangs may never come to an end. */
const deadlines = {
  /** More than a group waits for its members at a rebalance. */
  join: 60_000,
  /** Of one that is to be replaced. */
  close: 5_000,
};

/** Who holds the place, and what is aborted when it is no longer waited for. */
interface Holder {
  readonly member: KafkaMember;
  readonly givenUp: AbortController;
}

/** A place in a consumer group on one topic: the member that holds it is made anew when it fails or falls silent. */
export class GroupPlace implements Subscription {
  private holder: Holder | undefined;
  private readonly watch: ProgressWatch;
  private readonly stopping = new AbortController();
  private renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly kafka: KafkaOptions,
    private readonly client: KafkaClient,
    private readonly options: SubscribeOptions,
    private readonly logger: Logger,
    private readonly longest = deadlines,
  ) {
    this.watch = new ProgressWatch(client.longestSilence, () =>
      this.renew(this.holder, new Error('it shows no sign of life')),
    );
  }

  get held(): HeldPartitions {
    const { group, topic } = this.options;
    return { group, topic, partitions: this.holder?.member.partitions ?? [] };
  }

  async open(): Promise<void> {
    await this.join();
    this.watch.start();
  }

  async close(): Promise<void> {
    this.watch.stop();
    this.stopping.abort();
    await this.renewing;
    await this.holder?.member.close();
  }

  private async join(): Promise<void> {
    const broken = new AbortController();
    const givenUp = new AbortController();
    const member = this.createMember(givenUp.signal, (error) => {
      broken.abort(error);
      this.renew(holder, error);
    });
    const holder: Holder = { member, givenUp };
    const interrupted = AbortSignal.any([broken.signal, this.stopping.signal]);
    const interruption = once(interrupted, 'abort');
    let isJoining = true;
    const joining = member.join().finally(() => {
      isJoining = false;
    });
    try {
      await this.inTime('join', Promise.race([joining, interruption]));
      interrupted.throwIfAborted();
    } catch (error) {
      await this.end(holder, 'consumer did not end');
      if (isJoining) this.endLater(member, joining);
      throw error;
    }
    this.holder = holder;
  }

  private createMember(givenUp: AbortSignal, onFault: (error: unknown) => void): KafkaMember {
    const { topic, group, partitionsAtOnce } = this.options;
    const signal = AbortSignal.any([this.stopping.signal, givenUp]);
    return this.client.createMember({
      topic,
      topicAtBroker: topicName(this.kafka, topic),
      groupAtBroker: groupName(this.kafka, group, topic),
      partitionsAtOnce,
      deliver: (records) => this.options.deliver(records, signal),
      onFailedDelivery: (error) => {
        if (!signal.aborted) this.warn(error, 'delivery failed; it is tried again');
      },
      onSignOfLife: () => {
        if (!givenUp.aborted) this.watch.seen();
      },
      onFault,
    });
  }

  /** Makes the member anew; several faults at once make one new member. */
  private renew(old: Holder | undefined, cause: unknown): void {
    if (!old || old !== this.holder || this.stopping.signal.aborted) return;
    this.holder = undefined;
    this.warn(cause, 'consumer failed; it is made anew');
    this.renewing = this.renewing
      .then(() => this.end(old, 'old consumer did not end'))
      .then(() => this.joinAgain());
  }

  /** Closes a member that failed. One that takes too long is given up: its session runs out at the broker. */
  private async end({ member, givenUp }: Holder, message: string): Promise<void> {
    try {
      await this.inTime('close', member.close());
    } catch (error) {
      this.warn(error, message);
    } finally {
      givenUp.abort();
    }
  }

  /** One that comes to join all the same is closed once more: it would hold partitions, and deliver nothing of them. */
  private endLater(member: KafkaMember, joining: Promise<void>): void {
    joining
      .then(() => member.close())
      .catch((error: unknown) => this.warn(error, 'consumer given up while it joined'));
  }

  private async joinAgain(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.join();
        this.watch.seen();
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.warn(error, 'consumer did not start');
        await pause(restartPause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private inTime(step: keyof typeof deadlines, work: Promise<unknown>): Promise<unknown> {
    const longest = this.longest[step];
    return withinDeadline(work, longest, `its ${step} took longer than ${longest} ms`);
  }

  private warn(error: unknown, message: string): void {
    const { topic, group } = this.options;
    this.logger.warn({ err: error, topic, group }, message);
  }
}
