import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, FakeClock, queryAs, type TestHost } from '@promenade/core/testing';
import scheduling from '../plugin.js';
import { DayDispatcher } from './day-dispatcher.js';
import { EventCalendar } from './event-calendar.js';

describe('the days of a published event', () => {
  // Far ahead, so that the real timers of the test run never wake for these events.
  const clock = new FakeClock(new Date('2099-03-01T12:00:00Z'));
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [scheduling], clock });
  });
  afterAll(() => host.stop());

  const scope = () => {
    const plugin = host.started.find(({ spec }) => spec.id === 'scheduling');
    if (!plugin) throw new Error('scheduling did not start');
    return plugin.scope;
  };

  const publish = async (start: string, end: string) => {
    const calendar = scope().get(EventCalendar);
    const event = await calendar.create(host.merchantId, {
      title: 'Spring',
      description: null,
      promotionPackage: 'spring',
      start: new Date(start),
      end: new Date(end),
      timezone: 'Europe/London',
      dispatchTime: '09:00',
      content: { en: { title: 'Spring', body: 'Spring' } },
      audience: { kind: 'everyone' },
    });
    return calendar.publish(host.merchantId, event.eventId, event.version);
  };

  const runAt = (time: string, eventId: string): Promise<Date | undefined> => {
    clock.set(new Date(time));
    return scope().get(DayDispatcher).run(host.merchantId, eventId);
  };

  const dispatched = async (eventId: string): Promise<string[]> => {
    const rows = await queryAs<{ date: string }>(
      host.urls.application,
      `select dispatch_date::text as date from scheduling.dispatch_day
       where event_id = $1 order by dispatch_date`,
      [eventId],
      host.merchantId,
    );
    return rows.map(({ date }) => date);
  };

  it('leave once each, today’s at once when published late, and the event expires', async () => {
    clock.set(new Date('2099-03-01T12:00:00Z'));
    const { eventId } = await publish('2099-03-01T00:00:00Z', '2099-03-04T00:00:00Z');
    expect(await runAt('2099-03-01T12:00:01Z', eventId)).toEqual(new Date('2099-03-02T09:00:00Z'));
    await runAt('2099-03-01T12:00:02Z', eventId);
    expect(await dispatched(eventId)).toEqual(['2099-03-01']);
    // A stop over the second day: the third is dispatched, the second is not made up.
    expect(await runAt('2099-03-03T10:00:00Z', eventId)).toEqual(new Date('2099-03-04T00:00:00Z'));
    expect(await dispatched(eventId)).toEqual(['2099-03-01', '2099-03-03']);
    expect(await runAt('2099-03-04T00:00:00Z', eventId)).toBeUndefined();
    const event = await scope().get(EventCalendar).get(host.merchantId, eventId);
    expect(event.status).toBe('EXPIRED');
    expect(await runAt('2099-03-04T00:00:01Z', eventId)).toBeUndefined();
  });

  it('are not dispatched twice by timers that run at once', async () => {
    clock.set(new Date('2099-06-01T12:00:00Z'));
    const { eventId } = await publish('2099-06-01T00:00:00Z', '2099-06-04T00:00:00Z');
    await Promise.all(
      Array.from({ length: 8 }, () => scope().get(DayDispatcher).run(host.merchantId, eventId)),
    );
    expect(await dispatched(eventId)).toEqual(['2099-06-01']);
    const rows = await queryAs<{ count: number }>(
      host.urls.application,
      `select count(*)::int from promenade.outbox
       where aggregatetype = 'promotion.dispatch' and sequence > (select max(sequence) from promenade.outbox where aggregatetype = 'promotion.events' and aggregateid = $1)`,
      [eventId],
      host.merchantId,
    );
    expect(rows[0]?.count).toBe(64);
  });

  it('stop when the event is deleted', async () => {
    clock.set(new Date('2099-08-01T12:00:00Z'));
    const { eventId, version } = await publish('2099-08-02T00:00:00Z', '2099-08-04T00:00:00Z');
    await scope().get(EventCalendar).remove(host.merchantId, eventId, version);
    expect(await runAt('2099-08-02T12:00:00Z', eventId)).toBeUndefined();
    expect(await dispatched(eventId)).toEqual([]);
  });
});
