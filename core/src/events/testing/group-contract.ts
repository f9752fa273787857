import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import type { EventBus } from '../event-bus.js';
import {
  type EventBusUnderTest,
  newTopic,
  recordsOf,
  report,
  Sink,
  Subscriptions,
} from './bus-under-test.js';
import type { MemberProcess } from './member-process.js';

export interface DistributedBusUnderTest extends EventBusUnderTest {
  /** A member of a group in a process of its own. */
  startMember(topic: string, group: string): Promise<MemberProcess>;
}

/** Longer than the session of any adapter: a member that gave no sign of life would be missed by now. In milliseconds. */
const longDelivery = 13_000;
/** The others take over within this when a member was stopped, and when it was killed, in milliseconds. */
const takeover = { stopped: 5_000, killed: 15_000 };
const partitions = [0, 1, 2, 3];

/** What an adapter promises whose groups have members in several processes. */
export const groupContract = (
  name: string,
  start: () => Promise<DistributedBusUnderTest>,
): void => {
  describe(`${name} and its groups`, () => {
    let subject: DistributedBusUnderTest;
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

    const publishToAll = (topic: string, text: string): Promise<void> =>
      bus.publish(
        partitions.flatMap((partition) =>
          recordsOf(topic, `p${partition}`, 1).map((record) => ({
            ...record,
            partition,
            value: Buffer.from(`p${partition}:${text}`),
          })),
        ),
      );

    it('shares a topic between the members of a group, and loses nothing when one leaves', async () => {
      const topic = newTopic();
      const other = await subject.createBus();
      const first = new Sink();
      const second = new Sink();
      const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
      const publish = (round: number): Promise<void> =>
        bus.publish(keys.flatMap((key) => recordsOf(topic, key, 1, round)));
      try {
        await subscriptions.add(bus, topic, 'g', first.deliver);
        const leaving = await subscriptions.add(other, topic, 'g', second.deliver);
        let round = 0;
        await eventually(async () => {
          await publish(round);
          round += 1;
          expect(second.texts.length).toBeGreaterThan(0);
        }, 30_000);
        await subscriptions.close(leaving);
        await publish(10_000);
        expect(await first.missing(keys.map((key) => `${key}:10000`))).toEqual([]);
        const all = new Set([...first.texts, ...second.texts]);
        for (const key of keys) {
          for (let each = 0; each < round; each += 1) expect(all).toContain(`${key}:${each}`);
        }
      } finally {
        await other.close();
      }
    });

    it('loses nothing and keeps the order while members come and go', async () => {
      const topic = newTopic();
      const sink = new Sink();
      const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
      const deliver: Sink['deliver'] = async (records) => {
        await pause(5);
        await sink.deliver(records);
      };
      const guests = [await subject.createBus(), await subject.createBus()];
      const over = new AbortController();
      let round = 0;
      const publishing = (async () => {
        for (; !over.signal.aborted; round += 1) {
          await bus.publish(keys.flatMap((key) => recordsOf(topic, key, 1, round)));
          await pause(10);
        }
      })();
      try {
        await subscriptions.add(bus, topic, 'g', deliver);
        for (const guest of [...guests, ...guests]) {
          const visit = await subscriptions.add(guest, topic, 'g', deliver);
          await pause(1_500);
          await subscriptions.close(visit);
        }
      } finally {
        over.abort();
        await publishing;
        for (const guest of guests) await guest.close();
      }
      const texts = keys.flatMap((key) =>
        Array.from({ length: round }, (_, index) => `${key}:${index}`),
      );
      expect(await sink.missing(texts)).toEqual([]);
      report(
        `${name}: ${texts.length} records under 8 rebalances, ${sink.texts.length - texts.length} of them given again`,
      );
      for (const key of keys) {
        expect([...new Set(sink.ofKey(key))]).toEqual(
          Array.from({ length: round }, (_, index) => `${key}:${index}`),
        );
      }
    });

    it('leaves a delivery that takes long to its member, also while another one joins', async () => {
      const topic = newTopic();
      const other = await subject.createBus();
      const counts = new Map<string, number>();
      const deliver: Sink['deliver'] = async (records) => {
        for (const { value } of records) {
          const text = value.toString();
          counts.set(text, (counts.get(text) ?? 0) + 1);
          if (text.endsWith(':long')) await pause(longDelivery);
        }
      };
      try {
        await subscriptions.add(bus, topic, 'g', deliver);
        await publishToAll(topic, 'long');
        await eventually(() => expect(counts.size).toBeGreaterThan(0), 30_000);
        await subscriptions.add(other, topic, 'g', deliver);
        await publishToAll(topic, 'after');
        await eventually(() => expect(counts.size).toBe(8), 40_000);
        expect(Object.fromEntries(counts)).toEqual(
          Object.fromEntries(
            partitions.flatMap((partition) => [
              [`p${partition}:long`, 1],
              [`p${partition}:after`, 1],
            ]),
          ),
        );
      } finally {
        await subscriptions.closeAll();
        await other.close();
      }
    });

    it.each(['stopped', 'killed'] as const)(
      'goes on with the others when a member was %s',
      async (how) => {
        const topic = newTopic();
        const sink = new Sink();
        await subscriptions.add(bus, topic, 'g', sink.deliver);
        const member = await subject.startMember(topic, 'g');
        try {
          let round = 0;
          await eventually(async () => {
            await publishToAll(topic, String(round));
            round += 1;
            expect(member.texts.length).toBeGreaterThan(0);
          }, 30_000);
          const began = performance.now();
          if (how === 'killed') member.kill();
          else member.stop();
          await publishToAll(topic, 'last');
          // What the member still took before it was stopped need not come again.
          await eventually(() => {
            const given = how === 'stopped' ? [...sink.texts, ...member.texts] : sink.texts;
            expect(given).toEqual(
              expect.arrayContaining(partitions.map((partition) => `p${partition}:last`)),
            );
          }, 40_000);
          await publishToAll(topic, 'end');
          expect(await sink.missing(partitions.map((partition) => `p${partition}:end`))).toEqual(
            [],
          );
          const milliseconds = performance.now() - began;
          report(`${name}: a member was ${how}; the others had all after ${seconds(milliseconds)}`);
          expect(milliseconds).toBeLessThan(takeover[how]);
          const all = new Set([...sink.texts, ...member.texts]);
          for (const partition of partitions) {
            for (let each = 0; each < round; each += 1) {
              expect(all).toContain(`p${partition}:${each}`);
            }
          }
        } finally {
          await member.end();
        }
      },
    );
  });
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
