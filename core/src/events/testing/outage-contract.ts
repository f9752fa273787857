import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus } from '../event-bus.js';
import { newTopic, recordsOf, report, Sink, Subscriptions } from './bus-under-test.js';
import { OwnBroker } from './own-broker.js';

/** What an adapter promises when the broker goes away for a while and comes back. */
export const outageContract = (
  name: string,
  createBus: (broker: string) => Promise<EventBus>,
): void => {
  describe(`${name} and a broker that is stopped and started`, () => {
    let broker: OwnBroker | undefined;
    let bus: EventBus | undefined;
    const subscriptions = new Subscriptions();

    afterAll(async () => {
      await subscriptions.closeAll();
      await bus?.close();
      await broker?.remove();
    }, 120_000);

    it('goes on by itself, loses nothing and keeps the order', async () => {
      const own = await OwnBroker.create();
      broker = own;
      await own.start();
      const through = await createBus(own.address);
      bus = through;
      const publishUntilStored = (topic: string, index: number): Promise<void> =>
        eventually(() => through.publish(recordsOf(topic, 'a', 1, index)), 90_000);
      const topic = newTopic();
      const sink = new Sink();
      await subscriptions.add(through, topic, 'g', sink.deliver);
      for (let index = 0; index < 5; index += 1) await publishUntilStored(topic, index);
      expect(await sink.sorted(5)).toEqual(['a:0', 'a:1', 'a:2', 'a:3', 'a:4']);

      await own.stop();
      const publishing = (async () => {
        for (let index = 5; index < 15; index += 1) await publishUntilStored(topic, index);
      })();
      await pause(8_000);
      await own.start();
      const began = performance.now();
      await publishing;
      const stored = performance.now() - began;
      const texts = Array.from({ length: 15 }, (_, index) => `a:${index}`);
      expect(await sink.missing(texts, 90_000)).toEqual([]);
      const given = performance.now() - began;
      report(
        `${name}: after the broker's start, published again within ${seconds(stored)}, all given within ${seconds(given)}`,
      );
      // A record may come twice, but the first of each in its order.
      expect([...new Set(sink.texts)]).toEqual(texts);
    }, 240_000);
  });
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
