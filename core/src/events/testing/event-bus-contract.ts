import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus } from '../event-bus.js';
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

    it('takes more in one call than a broker takes in one batch, and keeps its order', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const records = recordsOf(topic, 'a', 5).map((record) => ({
        ...record,
        value: Buffer.from(record.value.toString().padEnd(400_000)),
      }));
      await bus.publish(records);
      await subscriptions.add(bus, topic, 'g', sink.deliver);
      await sink.sorted(5);
      expect(sink.texts.map((text) => text.trimEnd())).toEqual(['a:0', 'a:1', 'a:2', 'a:3', 'a:4']);
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
  });
};
