import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePlugin, type Timers } from '@promenade/core';
import {
  AvroCodec,
  createTestHost,
  eventually,
  FakeClock,
  queryAs,
  type TestHost,
} from '@promenade/core/testing';
import { promotionEvents } from '@promenade/proto';
import type { PromotionEventFields } from '../domain/promotion-event-fields.js';
import scheduling from '../plugin.js';
import { type ActiveEventCursor, ActiveEventReader } from '../store/active-event-reader.js';
import { DayDispatcher } from './day-dispatcher.js';
import { EventCalendar } from './event-calendar.js';
import { EventTimers } from './event-timers.js';

// Without its job and its consumer: nothing sets a timer off but what a test calls.
const { contributes, ...spec } = scheduling.spec;
const quiet = definePlugin({ ...spec, contributes: { ...contributes, jobs: [], events: [] } });

/** Noon of a day in March 2099: far ahead, so that the real timers of the test run never wake for these events. */
const noon = (day: number): Date => new Date(Date.UTC(2099, 2, day, 12));
const midnight = (day: number): Date => new Date(Date.UTC(2099, 2, day));

describe('a published event', () => {
  const clock = new FakeClock(noon(1));
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [quiet], clock });
  });
  afterAll(() => host?.stop());

  const scope = () => {
    const plugin = host.started[0];
    if (!plugin) throw new Error('scheduling did not start');
    return plugin.scope;
  };

  /** An event of a merchant of its own, over the first days of the month, each dispatched at 09:00 UTC. */
  const published = async (endsOn: number) => {
    const merchantId = randomUUID();
    const calendar = scope().get(EventCalendar);
    clock.set(noon(1));
    const { eventId } = await calendar.create(merchantId, {
      title: 'Spring',
      description: null,
      promotionPackage: 'spring',
      start: midnight(1),
      end: midnight(endsOn),
      timezone: 'UTC',
      dispatchTime: '09:00',
      content: { en: { title: 'Spring', body: 'Spring' } },
      audience: { kind: 'everyone' },
    });
    await calendar.publish(merchantId, eventId, 1);
    const rows = <R extends object>(text: string): Promise<R[]> =>
      queryAs<R>(host.urls.application, text, [], merchantId);
    const current = () => calendar.get(merchantId, eventId);
    const version = async (): Promise<number> => (await current()).version;
    return {
      merchantId,
      eventId,
      status: async () => (await current()).status,
      wakeAt: (time: Date) => {
        clock.set(time);
        return scope().get(DayDispatcher).run(merchantId, eventId);
      },
      change: async (changes: Partial<PromotionEventFields>) =>
        calendar.update(merchantId, eventId, await version(), changes),
      unpublish: async () => calendar.unpublish(merchantId, eventId, await version()),
      publish: async () => calendar.publish(merchantId, eventId, await version()),
      remove: async () => calendar.remove(merchantId, eventId, await version()),
      days: async () => {
        const days = await rows<{ date: string }>(
          `select to_char(dispatch_date, 'DD') as date from scheduling.dispatch_day order by dispatch_date`,
        );
        return days.map(({ date }) => Number(date));
      },
      /** How many times a day was handed over, in 64 slices each time. */
      handedOver: async () => {
        const [row] = await rows<{ slices: number }>(
          `select count(*)::int as slices from promenade.outbox where aggregatetype = 'promotion.dispatch'`,
        );
        return (row?.slices ?? 0) / 64;
      },
    };
  };

  it('is dispatched no more once it is taken back, and goes on when it is published again', async () => {
    const event = await published(6);
    await event.wakeAt(noon(1));
    await event.unpublish();
    expect(await event.wakeAt(noon(2))).toBeUndefined();
    expect(await event.days()).toEqual([1]);
    clock.set(noon(3));
    await event.publish();
    expect(await event.wakeAt(noon(3))).toEqual(new Date('2099-03-04T09:00:00Z'));
    // The second day lies behind: it is not made up, and the first does not go out again.
    expect(await event.days()).toEqual([1, 3]);
    expect(await event.handedOver()).toBe(2);
  });

  it('hands today over again when it is taken back and published on the same day', async () => {
    const event = await published(6);
    await event.wakeAt(noon(1));
    await event.unpublish();
    await event.publish();
    await event.wakeAt(noon(1));
    await event.wakeAt(noon(1));
    expect(await event.days()).toEqual([1]);
    // The dispatcher's ledger knows which slices were delivered; those that were dropped meanwhile are not lost.
    expect(await event.handedOver()).toBe(2);
  });

  it('cannot be published again when its window ended while it was taken back', async () => {
    const event = await published(3);
    await event.unpublish();
    clock.set(noon(4));
    await expect(event.publish()).rejects.toMatchObject({ code: 'event-window-over' });
  });

  it('ends early when it is shortened', async () => {
    const event = await published(6);
    await event.wakeAt(noon(1));
    await event.change({ end: midnight(3) });
    expect(await event.wakeAt(noon(2))).toEqual(midnight(3));
    expect(await event.wakeAt(midnight(3))).toBeUndefined();
    expect([await event.days(), await event.status()]).toEqual([[1, 2], 'EXPIRED']);
  });

  it('is over at once when its end is moved into the past', async () => {
    const event = await published(6);
    await event.wakeAt(noon(2));
    await event.change({ end: midnight(2) });
    expect(await event.wakeAt(noon(2))).toBeUndefined();
    expect(await event.status()).toBe('EXPIRED');
  });

  it('goes on for longer when it is extended before its end', async () => {
    const event = await published(3);
    await event.wakeAt(noon(2));
    await event.change({ end: midnight(5) });
    // The timer that was set for the old end finds the new one.
    expect(await event.wakeAt(midnight(3))).toEqual(new Date('2099-03-03T09:00:00Z'));
    await event.wakeAt(noon(3));
    await event.wakeAt(noon(4));
    await event.wakeAt(midnight(5));
    expect([await event.days(), await event.status()]).toEqual([[2, 3, 4], 'EXPIRED']);
  });

  it('is not extended or taken back once it has expired', async () => {
    const event = await published(3);
    await event.wakeAt(midnight(3));
    await expect(event.change({ end: midnight(9) })).rejects.toMatchObject({
      code: 'event-expired',
    });
    await expect(event.unpublish()).rejects.toMatchObject({ code: 'event-expired' });
  });

  it('does not dispatch today twice when its dispatch time is moved behind now', async () => {
    const event = await published(6);
    await event.wakeAt(noon(1));
    await event.change({ dispatchTime: '18:00' });
    await event.wakeAt(noon(1));
    expect(await event.wakeAt(new Date('2099-03-01T18:00:00Z'))).toEqual(
      new Date('2099-03-02T18:00:00Z'),
    );
    expect([await event.days(), await event.handedOver()]).toEqual([[1], 1]);
  });

  it('dispatches today once after a stop, and none of the days it missed', async () => {
    const event = await published(9);
    await event.wakeAt(noon(1));
    for (const _again of [1, 2, 3]) await event.wakeAt(noon(5));
    expect([await event.days(), await event.handedOver()]).toEqual([[1, 5], 2]);
  });

  it('tells others that it is gone, after it was taken back too', async () => {
    const event = await published(6);
    await event.unpublish();
    await event.remove();
    expect(await event.wakeAt(noon(2))).toBeUndefined();
    const told = await queryAs<{ count: number }>(
      host.urls.application,
      `select count(*)::int from promenade.outbox
       where aggregatetype = 'promotion.events' and aggregateid = $1`,
      [event.eventId],
      event.merchantId,
    );
    expect(told).toEqual([{ count: 3 }]);
  });

  it('is dispatched no more once it is deleted, and tells others so, in a later version', async () => {
    const event = await published(6);
    await event.wakeAt(noon(1));
    await event.remove();
    // Its timer was set before: on the same day, on the next one and at its end there is nothing to do.
    for (const time of [noon(1), noon(2), midnight(6)]) {
      expect(await event.wakeAt(time)).toBeUndefined();
    }
    expect(await event.handedOver()).toBe(1);
    const told = await queryAs<{ payload: Buffer }>(
      host.urls.application,
      `select payload from promenade.outbox where aggregatetype = 'promotion.events' order by sequence`,
      [],
      event.merchantId,
    );
    const codec = new AvroCodec();
    const records = told.map(({ payload }) => codec.decode(promotionEvents, payload));
    expect(records).toMatchObject([
      { event_id: event.eventId, status: 'PUBLISHED', version: 2 },
      { event_id: event.eventId, status: 'DELETED', version: 3 },
    ]);
    await expect(event.status()).rejects.toMatchObject({ code: 'event-not-found' });
  });

  it('is woken by reconciling when nothing is known of its timer, or it should have woken', async () => {
    const events = [await published(6), await published(6), await published(6)];
    const ids = events.map(({ eventId }) => eventId);
    const woken: string[] = [];
    const recording: Timers = {
      arm: async (_timer, { id }) => void (ids.includes(id) && woken.push(id)),
      cancel: async () => undefined,
    };
    const hostOf = () => new EventTimers(recording, scope().get(ActiveEventReader), clock);
    const reconciling = async (timers: EventTimers) => {
      woken.length = 0;
      await timers.reconcile(new AbortController().signal);
      return woken.toSorted();
    };
    const [one, other] = events;
    const timers = hostOf();
    expect(await reconciling(timers)).toEqual(ids.toSorted());
    // The timers have not fired yet.
    expect(await reconciling(timers)).toEqual(ids.toSorted());
    for (const event of events) await event.wakeAt(noon(1));
    expect(await reconciling(timers)).toEqual([]);
    await one?.change({ title: 'Summer' });
    expect(await reconciling(timers)).toEqual([one?.eventId]);
    await one?.wakeAt(noon(1));
    const nine = new Date('2099-03-02T09:00:00Z');
    clock.set(new Date(nine.getTime() + 9_000));
    expect(await reconciling(timers)).toEqual([]);
    await other?.wakeAt(new Date(nine.getTime() + 10_000));
    expect(await reconciling(timers)).toEqual(ids.filter((id) => id !== other?.eventId).toSorted());
    // A host that starts takes nothing for granted.
    expect(await reconciling(hostOf())).toEqual(ids.toSorted());
    await one?.unpublish();
    expect(await reconciling(hostOf())).not.toContain(one?.eventId);
  });

  it('is found once, however the pages fall', async () => {
    const ids = [
      (await published(6)).eventId,
      (await published(7)).eventId,
      (await published(6)).eventId,
    ];
    const reader = scope().get(ActiveEventReader);
    const found: string[] = [];
    let after: ActiveEventCursor | undefined;
    for (;;) {
      const [event] = await reader.page('infinity', 1, after);
      if (!event) break;
      found.push(event.eventId);
      after = event.cursor;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(ids));
  });

  it('is woken by reconciling when its timer is lost', async () => {
    const event = await published(6);
    // A timer fires by the real clock, so the window lies around it. No consumer sets the timer off.
    const now = Date.now();
    clock.set(new Date(now));
    await event.change({
      start: new Date(now - 86_400_000),
      end: new Date(now + 86_400_000),
      dispatchTime: '00:00',
    });
    expect(await event.days()).toEqual([]);
    await scope().get(EventTimers).reconcile(new AbortController().signal);
    await eventually(async () => expect(await event.days()).toHaveLength(1));
  });
});
