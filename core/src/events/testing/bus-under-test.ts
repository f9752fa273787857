import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
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

  /** Waits until these records were given, in whatever order, and no others. */
  async receives(expected: readonly string[]): Promise<void> {
    await eventually(() => expect(this.texts.toSorted()).toEqual(expected.toSorted()), 30_000);
  }

  /** Waits until these records were given, whatever else was. */
  async receivesAtLeast(expected: readonly string[], milliseconds = 30_000): Promise<void> {
    await eventually(
      () => expect(this.texts).toEqual(expect.arrayContaining([...expected])),
      milliseconds,
    );
  }
}

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
