import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus, EventRecord, OutgoingRecord, Subscription } from '../event-bus.js';

export interface EventBusUnderTest {
  /** A bus of its own connections; several of one suite share the broker. */
  createBus(): Promise<EventBus>;
  close(): Promise<void>;
  /** Whether members of a group share a topic between processes. */
  readonly isDistributed: boolean;
}

const merchant = randomUUID();

export const recordsOf = (topic: string, key: string, count: number, from = 0): OutgoingRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    topic,
    key,
    headers: { ce_id: randomUUID(), ce_type: topic, ce_merchantid: merchant },
    value: Buffer.from(`${key}:${from + index}`),
  }));

const textOf = ({ value }: EventRecord): string => value.toString();

/** Collects what a subscription is given. */
class Sink {
  readonly texts: string[] = [];
  readonly records: EventRecord[] = [];

  readonly deliver = async (records: readonly EventRecord[]): Promise<void> => {
    this.records.push(...records);
    this.texts.push(...records.map(textOf));
  };

  ofKey(key: string): string[] {
    return this.texts.filter((text) => text.startsWith(`${key}:`));
  }
}

/** What every adapter of the EventBus promises. */
export const eventBusContract = (name: string, start: () => Promise<EventBusUnderTest>): void => {
  describe(`${name} as an EventBus`, () => {
    let subject: EventBusUnderTest;
    let bus: EventBus;
    const open = new Set<Subscription>();

    beforeAll(async () => {
      subject = await start();
      bus = await subject.createBus();
    });
    afterEach(async () => {
      for (const subscription of open) await subscription.close();
      open.clear();
    });
    afterAll(async () => {
      await bus.close();
      await subject.close();
    });

    const newTopic = (): string => `contract.${randomUUID().slice(0, 8)}`;

    const subscribe = async (
      topic: string,
      group: string,
      deliver: Sink['deliver'],
      on: EventBus = bus,
    ): Promise<Subscription> => {
      const subscription = await on.subscribe({ topic, group, deliver });
      open.add(subscription);
      return subscription;
    };

    const close = async (subscription: Subscription): Promise<void> => {
      open.delete(subscription);
      await subscription.close();
    };

    const receives = (sink: Sink, expected: readonly string[]): Promise<void> =>
      eventually(() => {
        expect(sink.texts.toSorted()).toEqual(expected.toSorted());
      }, 30_000);

    it('gives records with key, headers and bytes as they were written', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const [record] = recordsOf(topic, 'a', 1);
      if (!record) throw new Error('one record was asked for');
      await bus.publish([record]);
      await subscribe(topic, 'g', sink.deliver);
      await receives(sink, ['a:0']);
      expect(sink.records[0]).toMatchObject({ topic, key: 'a', headers: record.headers });
    });

    it('keeps the order of each key, over many records and batches', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await subscribe(topic, 'g', sink.deliver);
      for (let batch = 0; batch < 20; batch += 1) {
        await bus.publish(
          ['a', 'b', 'c', 'd'].flatMap((key) => recordsOf(topic, key, 25, batch * 25)),
        );
      }
      await eventually(() => expect(sink.texts).toHaveLength(2_000), 30_000);
      for (const key of ['a', 'b', 'c', 'd']) {
        expect(sink.ofKey(key)).toEqual(
          Array.from({ length: 500 }, (_, index) => `${key}:${index}`),
        );
      }
    });

    it('gives each group all records', async () => {
      const topic = newTopic();
      const sinks = [new Sink(), new Sink()];
      await bus.publish(recordsOf(topic, 'a', 3));
      for (const [index, sink] of sinks.entries()) {
        await subscribe(topic, `group-${index}`, sink.deliver);
      }
      for (const sink of sinks) await receives(sink, ['a:0', 'a:1', 'a:2']);
    });

    it('gives records again after a failed delivery, and none is lost', async () => {
      const topic = newTopic();
      const sink = new Sink();
      let failures = 2;
      await bus.publish(recordsOf(topic, 'a', 5));
      await subscribe(topic, 'g', async (records) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('not now');
        }
        await sink.deliver(records);
      });
      await receives(sink, ['a:0', 'a:1', 'a:2', 'a:3', 'a:4']);
      expect(failures).toBe(0);
    });

    it('goes on behind what was delivered when a member comes back', async () => {
      const topic = newTopic();
      const before = new Sink();
      const after = new Sink();
      await bus.publish(recordsOf(topic, 'a', 3));
      const first = await subscribe(topic, 'g', before.deliver);
      await receives(before, ['a:0', 'a:1', 'a:2']);
      await close(first);
      await bus.publish(recordsOf(topic, 'a', 2, 3));
      await subscribe(topic, 'g', after.deliver);
      await receives(after, ['a:3', 'a:4']);
    });

    it('does not count as delivered what was in hand when a member went', async () => {
      const topic = newTopic();
      const after = new Sink();
      let begun = false;
      await bus.publish(recordsOf(topic, 'a', 2));
      const first = await bus.subscribe({
        topic,
        group: 'g',
        deliver: (_records, signal) =>
          new Promise((_resolve, reject) => {
            begun = true;
            signal.addEventListener('abort', () => reject(new Error('stopped')));
          }),
      });
      await eventually(() => expect(begun).toBe(true), 30_000);
      await first.close();
      await subscribe(topic, 'g', after.deliver);
      await receives(after, ['a:0', 'a:1']);
    });

    it('carries big records', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const value = Buffer.alloc(900_000, 'x');
      await bus.publish([{ ...recordsOf(topic, 'a', 1)[0], topic, key: 'a', headers: {}, value }]);
      await subscribe(topic, 'g', sink.deliver);
      await eventually(() => expect(sink.records[0]?.value.equals(value)).toBe(true), 30_000);
    });

    it('shares a topic between the members of a group, and goes on when one leaves', async () => {
      if (!subject.isDistributed) {
        // One process is the whole of it: what a second member would take, the first one does.
        expect(subject.isDistributed).toBe(false);
        return;
      }
      const topic = newTopic();
      const other = await subject.createBus();
      const sinks = [new Sink(), new Sink()] as const;
      const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
      try {
        await subscribe(topic, 'g', sinks[0].deliver);
        const second = await subscribe(topic, 'g', sinks[1].deliver, other);
        let round = 0;
        await eventually(async () => {
          await bus.publish(keys.flatMap((key) => recordsOf(topic, key, 1, round)));
          round += 1;
          expect(sinks[1].texts.length).toBeGreaterThan(0);
        }, 30_000);
        await close(second);
        const leftAt = Date.now();
        await bus.publish(keys.flatMap((key) => recordsOf(topic, key, 1, 10_000)));
        const last = keys.map((key) => `${key}:10000`);
        await eventually(() => {
          expect(sinks[0].texts).toEqual(expect.arrayContaining(last));
        }, 30_000);
        expect(Date.now() - leftAt).toBeLessThan(30_000);
        const all = new Set([...sinks[0].texts, ...sinks[1].texts]);
        for (const key of keys) {
          for (let each = 0; each < round; each += 1) expect(all).toContain(`${key}:${each}`);
        }
      } finally {
        await other.close();
      }
    });
  });
};
