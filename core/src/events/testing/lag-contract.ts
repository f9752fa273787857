import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { EventMetrics } from '../../observability/event-metrics.js';
import { eventually } from '../../testing/eventually.js';
import type { EventBus } from '../event-bus.js';
import type { LagGauge } from '../lag-gauge.js';
import { newTopic, recordsOf, Sink, Subscriptions } from './bus-under-test.js';

/** Milliseconds between two measurements of a bus under test. */
const period = 200;
const partitions = [0, 1, 2, 3];

/** What an adapter promises that shows how far its groups are behind, by partition; topics have four. */
export const lagContract = (
  name: string,
  createBus: (gauge: LagGauge, milliseconds: number) => Promise<EventBus>,
): void => {
  describe(`${name} and the lag of its groups`, () => {
    const subscriptions = new Subscriptions();
    const buses: EventBus[] = [];
    const deliveries: PromiseWithResolvers<void>[] = [];

    afterEach(async () => {
      for (const held of deliveries.splice(0)) held.resolve();
      await subscriptions.closeAll();
      for (const bus of buses.splice(0)) await bus.close();
    });

    const startHost = async () => {
      const { lag } = new EventMetrics(new Registry());
      const bus = await createBus(lag, period);
      buses.push(bus);
      return { bus, shown: async () => lagByPartition((await lag.get()).values) };
    };

    const publishToAll = (bus: EventBus, topic: string, count: number): Promise<void> =>
      bus.publish(
        partitions.flatMap((partition) =>
          recordsOf(topic, `p${partition}`, count).map((record) => ({ ...record, partition })),
        ),
      );

    it('rises while a delivery takes long and nothing is committed', async () => {
      const topic = newTopic();
      const { bus, shown } = await startHost();
      const held = Promise.withResolvers<void>();
      deliveries.push(held);
      const sink = new Sink();
      await subscriptions.add(bus, topic, 'g', async (records) => {
        await sink.deliver(records);
        await held.promise;
      });
      await publishToAll(bus, topic, 1);
      expect((await sink.sorted(1)).length).toBeGreaterThan(0);
      await eventually(async () => expect(await shown()).toEqual(allWith(1)), 30_000);
      await publishToAll(bus, topic, 5);
      await eventually(async () => expect(await shown()).toEqual(allWith(6)), 30_000);
      held.resolve();
      await eventually(async () => expect(await shown()).toEqual(allWith(0)), 30_000);
    });

    it('is shown by the host that has a partition in hand, and by no other', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const first = await startHost();
      const second = await startHost();
      await subscriptions.add(first.bus, topic, 'g', sink.deliver);
      await eventually(async () => expect(await first.shown()).toEqual(allWith(0)), 30_000);
      const leaving = await subscriptions.add(second.bus, topic, 'g', sink.deliver);
      await eventually(async () => {
        const [one, other] = [await first.shown(), await second.shown()];
        expect(other.size).toBeGreaterThan(0);
        expect([...one.keys(), ...other.keys()].toSorted((a, b) => a - b)).toEqual(partitions);
      }, 30_000);
      await subscriptions.close(leaving);
      expect(await second.shown()).toEqual(new Map());
      await eventually(async () => expect(await first.shown()).toEqual(allWith(0)), 30_000);
      await first.bus.close();
      expect(await first.shown()).toEqual(new Map());
    });
  });
};

const allWith = (records: number): ReadonlyMap<number, number> =>
  new Map(partitions.map((partition) => [partition, records]));

const lagByPartition = (
  values: readonly { value: number; labels: { partition?: string | number } }[],
): ReadonlyMap<number, number> =>
  new Map(values.map(({ labels, value }) => [Number(labels.partition), value]));
