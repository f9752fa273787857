import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Listener } from '../../database/listener.js';
import { queryAs } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { EmbeddedEventBus } from '../embedded/embedded-event-bus.js';
import type { EventBus } from '../event-bus.js';
import { newTopic, recordsOf, Sink } from '../testing/bus-under-test.js';
import { EventLab } from '../testing/event-lab.js';
import { GroupReplay } from './group-replay.js';
import { PausableSubscriptions } from './pausable-subscriptions.js';

let lab: EventLab;
let listener: Listener;
const ignore = (): void => undefined;

beforeAll(async () => {
  lab = await EventLab.open();
  listener = new Listener(lab.urls.relay, ignore);
  await listener.open();
});
afterAll(async () => {
  await listener?.close();
  await lab?.stop();
});

const replayOf = (bus: EventBus, topic: string, groups = ['g']) =>
  new GroupReplay(
    bus,
    lab.database,
    groups.map((group) => ({ plugin: 'p', group, topic })),
  );

/** A host that consumes, with a bus of its own as another process has. */
const startHost = async (topic: string, deliver: Sink['deliver']) => {
  const bus = new EmbeddedEventBus(lab.database, listener, ignore);
  const subscriptions = new PausableSubscriptions(bus, lab.database, listener, ignore);
  await subscriptions.add({ topic, group: 'g', deliver });
  await subscriptions.start();
  return {
    bus,
    close: async () => {
      await subscriptions.close();
      await bus.close();
    },
  };
};

describe('a group that consumes', () => {
  test.each(['the same process', 'another process'])('is set back from %s', async (where) => {
    const topic = newTopic();
    const sink = new Sink();
    const host = await startHost(topic, sink.deliver);
    try {
      await host.bus.publish(recordsOf(topic, 'a', 3));
      expect(await sink.sorted(3)).toEqual(['a:0', 'a:1', 'a:2']);
      const bus =
        where === 'the same process'
          ? host.bus
          : new EmbeddedEventBus(lab.database, listener, ignore);
      expect(await replayOf(bus, topic).replay({ topic, group: 'g' })).toBe(3);
      expect(await sink.sorted(6)).toEqual(['a:0', 'a:0', 'a:1', 'a:1', 'a:2', 'a:2']);
      await host.bus.publish(recordsOf(topic, 'a', 1, 3));
      expect(await sink.sorted(7)).toHaveLength(7);
    } finally {
      await host.close();
    }
  });

  test('does not undo the setting back with the delivery that was in hand', async () => {
    const topic = newTopic();
    const sink = new Sink();
    const inHand = Promise.withResolvers<void>();
    let begun = false;
    const host = await startHost(topic, async (records) => {
      begun = true;
      await inHand.promise;
      await sink.deliver(records);
    });
    try {
      // One record was taken before, so that the group stands somewhere.
      await queryAs(
        lab.urls.relay,
        `insert into promenade.consumer_offset (consumer_group, topic, position) values ('g', $1, 1)`,
        [topic],
      );
      await host.bus.publish(recordsOf(topic, 'a', 2));
      await eventually(async () => expect(begun).toBe(true));
      const elsewhere = new EmbeddedEventBus(lab.database, listener, ignore);
      await replayOf(elsewhere, topic).replay({ topic, group: 'g' });
      inHand.resolve();
      expect((await sink.sorted(4)).length).toBe(4);
    } finally {
      await host.close();
    }
  });
});

test('a group that is being set back waits, and two cannot set it back at once', async () => {
  const topic = newTopic();
  const other = `g${randomUUID()}`;
  await queryAs(
    lab.urls.relay,
    `insert into promenade.group_pause (consumer_group, topic, until)
     values ('g', $1, now() + interval '1 minute'), ($2, $1, now() - interval '1 second')`,
    [topic, other],
  );
  const sink = new Sink();
  const host = await startHost(topic, sink.deliver);
  try {
    await host.bus.publish(recordsOf(topic, 'a', 1));
    const replay = replayOf(host.bus, topic, ['g', other]);
    await expect(replay.replay({ topic, group: 'g' })).rejects.toMatchObject({
      code: 'group-replay-running',
    });
    await expect(replay.replay({ topic, group: 'unknown' })).rejects.toMatchObject({
      code: 'group-not-found',
    });
    await eventually(async () =>
      expect(await replay.groups()).toContainEqual({ plugin: 'p', group: 'g', topic, lag: 1 }),
    );
    // One whose asker is gone is over by itself.
    expect(await replay.replay({ topic, group: other })).toBe(1);
    expect(sink.texts).toEqual([]);
    await queryAs(lab.urls.relay, 'delete from promenade.group_pause where topic = $1', [topic]);
    expect(await sink.sorted(1)).toEqual(['a:0']);
  } finally {
    await host.close();
  }
});
