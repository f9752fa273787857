import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus, Places } from '../event-bus.js';
import {
  type EventBusUnderTest,
  newTopic,
  recordsOf,
  Sink,
  Subscriptions,
} from './bus-under-test.js';

/** What every adapter of the EventBus promises to those who look into topics. */
export const readingContract = (name: string, start: () => Promise<EventBusUnderTest>): void => {
  describe(`${name}, looked into`, () => {
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
          const ofKey = (texts: readonly string[]) => texts.filter((text) => text.startsWith(key));
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
};
