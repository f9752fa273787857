import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus, Places } from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';
import {
  type EventBusUnderTest,
  newTopic,
  recordsOf,
  Sink,
  Subscriptions,
} from './bus-under-test.js';

/** What every adapter of the EventBus promises. */
export const eventBusContract = (name: string, start: () => Promise<EventBusUnderTest>): void => {
  describe(`${name} as an EventBus`, () => {
    let subject: EventBusUnderTest;
    let bus: EventBus;
    const subscriptions = new Subscriptions();

    beforeAll(async () => {
      subject = await start();
      bus = await subject.createBus();
    });
    afterEach(() => subscriptions.closeAll());
    afterAll(async () => {
      await bus.close();
      await subject.close();
    });

    it('gives records with key, headers and bytes as they were written', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const [record] = recordsOf(topic, 'a', 1);
      if (!record) throw new Error('one record was asked for');
      await bus.publish([record]);
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      expect(await sink.sorted(1)).toEqual(['a:0']);
      expect(sink.records[0]).toMatchObject({ topic, key: 'a', headers: record.headers });
    });

    it('keeps the order of each key, over many records and batches', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await subscriptions.add(bus, topic, 'g', sink.deliver);
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

    it('keeps the order of calls to publish that do not wait for each other', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      await Promise.all(
        Array.from({ length: 50 }, (_, call) => bus.publish(recordsOf(topic, `k${call}`, 3))),
      );
      await eventually(() => expect(sink.texts).toHaveLength(150), 30_000);
      for (let call = 0; call < 50; call += 1) {
        expect(sink.ofKey(`k${call}`)).toEqual([0, 1, 2].map((index) => `k${call}:${index}`));
      }
    });

    it('gives a slow delivery what came meanwhile afterwards, all of it and in order', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await subscriptions.add(bus, topic, 'g', async (records) => {
        await pause(60);
        await sink.deliver(records);
      });
      for (let index = 0; index < 40; index += 1) {
        await bus.publish(recordsOf(topic, 'a', 5, index * 5));
        await pause(10);
      }
      await eventually(() => expect(sink.texts).toHaveLength(200), 30_000);
      expect(sink.texts).toEqual(Array.from({ length: 200 }, (_, index) => `a:${index}`));
    });

    it('gives each group all records', async () => {
      const topic = newTopic();
      const sinks = [new Sink(), new Sink()];
      await bus.publish(recordsOf(topic, 'a', 3));
      for (const [index, sink] of sinks.entries()) {
        await subscriptions.add(bus, topic, `group-${index}`, sink.deliver);
      }
      for (const sink of sinks) expect(await sink.sorted(3)).toEqual(['a:0', 'a:1', 'a:2']);
    });

    it('gives records again after a failed delivery, and none is lost', async () => {
      const topic = newTopic();
      const sink = new Sink();
      let failures = 2;
      await bus.publish(recordsOf(topic, 'a', 5));
      await subscriptions.add(bus, topic, 'g', async (records) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('not now');
        }
        await sink.deliver(records);
      });
      expect(await sink.sorted(5)).toEqual(['a:0', 'a:1', 'a:2', 'a:3', 'a:4']);
      expect(failures).toBe(0);
    });

    it('goes on behind what was delivered when a member comes back', async () => {
      const topic = newTopic();
      const before = new Sink();
      const after = new Sink();
      await bus.publish(recordsOf(topic, 'a', 3));
      const first = await subscriptions.add(bus, topic, 'g', before.deliver);
      expect(await before.sorted(3)).toEqual(['a:0', 'a:1', 'a:2']);
      await subscriptions.close(first);
      await bus.publish(recordsOf(topic, 'a', 2, 3));
      await subscriptions.add(bus, topic, 'g', after.deliver);
      expect(await after.sorted(2)).toEqual(['a:3', 'a:4']);
    });

    it('does not count as delivered what was in hand when a member went', async () => {
      const topic = newTopic();
      const after = new Sink();
      let begun = false;
      await bus.publish(recordsOf(topic, 'a', 2));
      const first = await subscriptions.add(
        bus,
        topic,
        'g',
        (_records, signal) =>
          new Promise((_resolve, reject) => {
            begun = true;
            signal.addEventListener('abort', () => reject(new Error('stopped')));
          }),
      );
      await eventually(() => expect(begun).toBe(true), 30_000);
      await subscriptions.close(first);
      await subscriptions.add(bus, topic, 'g', after.deliver);
      expect(await after.sorted(2)).toEqual(['a:0', 'a:1']);
    });

    it('carries big records', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const value = Buffer.alloc(900_000, 'x');
      await bus.publish([{ ...recordsOf(topic, 'a', 1)[0], topic, key: 'a', headers: {}, value }]);
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      await eventually(() => expect(sink.records[0]?.value.equals(value)).toBe(true), 30_000);
    });

    it('takes a record for a partition beyond those that the topic has', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await bus.publish(
        recordsOf(topic, 'a', 3).map((record) => ({ ...record, partition: 4_001 })),
      );
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      expect(await sink.sorted(3)).toEqual(['a:0', 'a:1', 'a:2']);
    });

    it('gives a group that was set back all records again, and other groups none', async () => {
      const topic = newTopic();
      const texts = ['a:0', 'a:1', 'a:2', 'b:0', 'b:1'];
      await bus.publish([...recordsOf(topic, 'a', 3), ...recordsOf(topic, 'b', 2)]);
      for (const group of ['g', 'other']) {
        const sink = new Sink();
        const first = await subscriptions.add(bus, topic, group, sink.deliver);
        expect(await sink.sorted(texts.length)).toEqual(texts);
        await subscriptions.close(first);
      }
      await bus.reset({ group: 'g', topic });
      const again = new Sink();
      const other = new Sink();
      await subscriptions.add(bus, topic, 'g', again.deliver);
      await subscriptions.add(bus, topic, 'other', other.deliver);
      expect(await again.sorted(texts.length)).toEqual(texts);
      await bus.publish(recordsOf(topic, 'a', 1, 3));
      expect(await other.sorted(1)).toEqual(['a:3']);
      expect(await again.sorted(texts.length + 1)).toEqual([...texts, 'a:3'].toSorted());
    });

    it('sets a group to a time, also one that never took the topic', async () => {
      const topic = newTopic();
      await bus.publish(recordsOf(topic, 'a', 3));
      await pause(50);
      const from = new Date();
      await bus.publish([...recordsOf(topic, 'a', 2, 3), ...recordsOf(topic, 'b', 1)]);
      const sink = new Sink();
      await bus.reset({ group: 'g', topic, from });
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      expect(await sink.sorted(3)).toEqual(['a:3', 'a:4', 'b:0']);
    });

    it('does not set back a group that has a member', async () => {
      const topic = newTopic();
      const sink = new Sink();
      await bus.publish(recordsOf(topic, 'a', 1));
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      expect(await sink.sorted(1)).toEqual(['a:0']);
      await expect(bus.reset({ group: 'g', topic })).rejects.toThrow(GroupInUseError);
    });

    describe('being looked into', () => {
      /** All records of a topic, page by page. */
      const readAll = async (topic: string, order: 'newest' | 'oldest', limit: number) => {
        const texts: string[] = [];
        let from: Places | undefined;
        for (;;) {
          const page = await bus.read({ topic, order, limit, ...(from && { from }) });
          expect(page.records.length).toBeLessThanOrEqual(limit);
          texts.push(...page.records.map(({ value }) => value.toString()));
          from = page.after.at(-1);
          if (!page.more) return texts;
        }
      };
      /** Waits until records are there to be read. */
      const written = (topic: string, count: number) =>
        eventually(async () => {
          const page = await bus.read({ topic, order: 'oldest', limit: 1_000 });
          expect(page.records).toHaveLength(count);
          return page.records;
        }, 30_000);

      it('shows records as they were written, with place and time, each by its position too', async () => {
        const topic = newTopic();
        const before = Date.now() - 1_000;
        const records = [...recordsOf(topic, 'a', 2), ...recordsOf(topic, 'b', 1)];
        await bus.publish(records);
        const stored = await written(topic, 3);
        for (const record of records) {
          const found = stored.find(({ value }) => value.equals(record.value));
          if (!found) throw new Error('a record is missing');
          expect(found).toMatchObject({ topic, key: record.key, headers: record.headers });
          expect(found.time.getTime()).toBeGreaterThan(before);
          expect(found.time.getTime()).toBeLessThan(Date.now() + 1_000);
          expect(found.partition).toBeGreaterThanOrEqual(0);
          expect(await bus.readOne(topic, found.position)).toEqual(found);
        }
      });

      it('reads page by page, from the oldest or from the newest, each record once', async () => {
        const topic = newTopic();
        for (const number of [0, 1, 2, 3]) {
          await bus.publish(['a', 'b', 'c'].flatMap((key) => recordsOf(topic, key, 3, number * 3)));
        }
        await written(topic, 36);
        for (const limit of [1, 5, 36, 100]) {
          const oldest = await readAll(topic, 'oldest', limit);
          const newest = await readAll(topic, 'newest', limit);
          expect(new Set(oldest).size).toBe(36);
          expect(newest.toSorted()).toEqual(oldest.toSorted());
          for (const key of ['a', 'b', 'c']) {
            const ofKey = (texts: readonly string[]) =>
              texts.filter((text) => text.startsWith(key));
            const inOrder = Array.from({ length: 12 }, (_none, index) => `${key}:${index}`);
            expect(ofKey(oldest)).toEqual(inOrder);
            expect(ofKey(newest)).toEqual(inOrder.toReversed());
          }
        }
      });

      it('goes on behind any record of a page, and ends where there is no more', async () => {
        const topic = newTopic();
        await bus.publish([...recordsOf(topic, 'a', 4), ...recordsOf(topic, 'b', 4)]);
        await written(topic, 8);
        const whole = await bus.read({ topic, order: 'newest', limit: 8 });
        expect(whole.more).toBe(false);
        const from = whole.after[2];
        if (!from) throw new Error('each record has its places');
        const rest = await bus.read({ topic, order: 'newest', limit: 8, from });
        expect(rest.records).toEqual(whole.records.slice(3));
        const end = await bus.read({
          topic,
          order: 'newest',
          limit: 8,
          ...(rest.after.at(-1) && { from: rest.after.at(-1) ?? {} }),
        });
        expect(end).toMatchObject({ records: [], more: false });
      });

      it('shows nothing of a topic or at a position that is not there', async () => {
        const topic = newTopic();
        expect(await bus.read({ topic, order: 'newest', limit: 5 })).toMatchObject({
          records: [],
          more: false,
        });
        expect(await bus.readOne(topic, '0:0')).toBeUndefined();
        await bus.publish(recordsOf(topic, 'a', 1));
        await written(topic, 1);
        for (const position of ['0:999', '999:0', '999999999', 'nowhere', '', '-1']) {
          expect(await bus.readOne(topic, position)).toBeUndefined();
        }
      });

      it('lists the topics with their sizes, and what a group has before it', async () => {
        const topic = newTopic();
        const other = `${topic}.dlq`;
        await bus.publish([...recordsOf(topic, 'a', 3), ...recordsOf(other, 'a', 2)]);
        await written(topic, 3);
        await written(other, 2);
        expect(await bus.topics(other)).toEqual([{ topic: other, records: 2 }]);
        expect(await bus.topics(topic)).toEqual([{ topic, records: 3 }]);
        const all = (await bus.topics('')).map((one) => one.topic);
        expect(all).toEqual(expect.arrayContaining([topic, other]));
        expect(await bus.lag({ group: 'g', topic })).toBe(3);
        const sink = new Sink();
        await subscriptions.add(bus, topic, 'g', sink.deliver);
        await eventually(async () => expect(await bus.lag({ group: 'g', topic })).toBe(0), 30_000);
        expect(await bus.lag({ group: 'another', topic })).toBe(3);
      });
    });
  });
};
