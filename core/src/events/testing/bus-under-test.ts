import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventBus, EventRecord, OutgoingRecord, Subscription } from '../event-bus.js';

export interface EventBusUnderTest {
  /** A bus of its own connections; several of one suite share the broker. */
  createBus(): Promise<EventBus>;
  close(): Promise<void>;
}

const merchant = randomUUID();

export const newTopic = (): string => `contract.${randomUUID().slice(0, 8)}`;

/** Records of one key, each with `key:number` as its value. */
export const recordsOf = (topic: string, key: string, count: number, from = 0): OutgoingRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    topic,
    key,
    headers: { ce_id: randomUUID(), ce_type: topic, ce_merchantid: merchant },
    value: Buffer.from(`${key}:${from + index}`),
  }));

/** Collects what a subscription is given. */
export class Sink {
  readonly texts: string[] = [];
  readonly records: EventRecord[] = [];

  readonly deliver = async (records: readonly EventRecord[]): Promise<void> => {
    this.records.push(...records);
    this.texts.push(...records.map(({ value }) => value.toString()));
  };

  ofKey(key: string): string[] {
    return this.texts.filter((text) => text.startsWith(`${key}:`));
  }

  /** Waits for so many records, 30 s at most. @returns all that were given, sorted */
  async sorted(count: number): Promise<string[]> {
    await until(() => this.texts.length >= count);
    return this.texts.toSorted();
  }

  /** Waits for these records, `milliseconds` at most. @returns those that did not come */
  async missing(expected: readonly string[], milliseconds?: number): Promise<string[]> {
    const missing = (): string[] => {
      const given = new Set(this.texts);
      return expected.filter((text) => !given.has(text));
    };
    await until(() => missing().length === 0, milliseconds);
    return missing();
  }
}

/** Waits until something is so, or for 30 s unless told otherwise. */
const until = async (isSo: () => boolean, milliseconds = 30_000): Promise<void> => {
  const deadline = performance.now() + milliseconds;
  while (!isSo() && performance.now() < deadline) await pause(10);
};

/** Keeps what a test opened, so that it is closed though the test fails. */
export class Subscriptions {
  private readonly open = new Set<Subscription>();

  async add(
    bus: EventBus,
    topic: string,
    group: string,
    deliver: (records: readonly EventRecord[], signal: AbortSignal) => Promise<void>,
  ): Promise<Subscription> {
    const subscription = await bus.subscribe({ topic, group, deliver });
    this.open.add(subscription);
    return subscription;
  }

  async close(subscription: Subscription): Promise<void> {
    this.open.delete(subscription);
    await subscription.close();
  }

  async closeAll(): Promise<void> {
    for (const subscription of this.open) await this.close(subscription);
  }
}

/** Says what was measured; Jest's own console would print a stack with it. */
export const report = (line: string): void => {
  process.stderr.write(`      ${line}\n`);
};
