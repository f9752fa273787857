import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import type { PromotionEventRecord } from '@promenade/proto';
import dispatch from './plugin.js';
import {
  countOf,
  eventRecord,
  publishedEvent,
  sendDay,
  sendEvents,
  settled,
} from './testing/dispatch-fixtures.js';
import { holdChunk } from './testing/hold-chunk.js';
import { keptForLong } from './testing/kept-for-long.js';

const today = '2026-11-21';

describe('dispatch days', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({
      plugins: [dispatch, inbox],
      config: { ...keptForLong, dispatch: { chunk_size: 10 } },
    });
  });
  afterAll(() => host?.stop());

  const call = async (
    event: PromotionEventRecord,
    method: 'GET' | 'POST',
    path = '',
    role: 'merchant-admin' | 'merchant-viewer' | 'customer' = 'merchant-admin',
    merchantId = event.merchant_id,
  ) => {
    const token = await host.token({ merchantId, roles: [role] });
    return host.api.call(method, `/api/dispatch/v1/events/${event.event_id}/days${path}`, {
      token,
    });
  };
  const days = async (event: PromotionEventRecord): Promise<unknown> =>
    (await call(event, 'GET')).body.items;
  const change = (event: PromotionEventRecord, action: string, date = today) =>
    call(event, 'POST', `/${date}/${action}`);

  const messages = (event: PromotionEventRecord) =>
    countOf(host, event.merchant_id, 'inbox.message');
  const waiting = async (event: PromotionEventRecord): Promise<number> =>
    (
      await queryAs(
        host.urls.relay,
        'select from promenade.postponed_event where merchant_id = $1',
        [event.merchant_id],
      )
    ).length;
  const deadLetters = () =>
    queryAs(host.urls.relay, `select from promenade.outbox where aggregatetype like '%.dlq'`);

  /** Pauses a day of one slice while its third chunk is written, and waits until it stands. */
  const pausedInTheMidst = async (): Promise<PromotionEventRecord> => {
    const event = await publishedEvent(host, 95);
    const held = await holdChunk(host, event, { date: today, slice: 0, chunk: 3 });
    try {
      await sendDay(host, event, today, 1);
      await held.isAwaited();
      expect((await change(event, 'pause')).body).toMatchObject({
        state: 'PAUSED',
        dispatched: 20,
      });
    } finally {
      await held.release();
    }
    await eventually(async () => expect(await waiting(event)).toBe(1));
    // The chunk that was being written when it was paused, and none after it.
    expect(await messages(event)).toBe(30);
    return event;
  };

  it('end at one hundred percent, and tell what a recount tells', async () => {
    const event = await publishedEvent(host, 60);
    await sendDay(host, event, today);
    await settled(host);
    await sendDay(host, event, '2026-11-22', 1);
    await settled(host);
    const done = {
      state: 'DONE',
      dispatched: 60,
      eligible: 60,
      opened_at: expect.any(String),
      finished_at: expect.any(String),
    };
    expect(await days(event)).toEqual([
      { dispatch_date: '2026-11-22', ...done },
      { dispatch_date: today, ...done },
    ]);
    expect(await messages(event)).toBe(120);
    const token = await host.token({ merchantId: event.merchant_id });
    const path = `/api/inbox/v1/events/${event.event_id}`;
    const { body } = await host.api.call('GET', path, { token });
    expect(body).toMatchObject({
      days: [
        { dispatch_date: today, recipients: 60 },
        { dispatch_date: '2026-11-22', recipients: 60 },
      ],
    });
  });

  it('stand while they are paused, hold up nobody else, and go on where they stopped', async () => {
    const event = await pausedInTheMidst();
    await eventually(async () =>
      expect(await days(event)).toMatchObject([{ state: 'PAUSED', dispatched: 30, eligible: 95 }]),
    );
    const other = await publishedEvent(host, 25);
    await sendDay(host, other, today, 1);
    await settled(host);
    expect(await messages(other)).toBe(25);
    expect(await messages(event)).toBe(30);
    expect((await change(event, 'pause')).status).toBe(200);

    expect((await change(event, 'resume')).body).toMatchObject({ state: 'RUNNING' });
    await eventually(async () =>
      expect(await days(event)).toMatchObject([{ state: 'DONE', dispatched: 95, eligible: 95 }]),
    );
    expect(await messages(event)).toBe(95);
    expect(await deadLetters()).toEqual([]);
    expect((await change(event, 'pause')).body).toMatchObject({ status: 409, code: 'day-done' });
    expect((await change(event, 'cancel')).status).toBe(409);
  });

  it.each([
    ['audience', { audience: { kind: 'LOCALES' as const, names: ['ar'], customers: [] } }, 'DONE'],
    ['window', { end_datetime: new Date(`${today}T00:00:00Z`) }, 'CANCELLED'],
  ])(
    'go by the event as it is from the next chunk on, when its %s is changed in their midst',
    async (_what, change, state) => {
      const event = await publishedEvent(host, 95);
      const held = await holdChunk(host, event, { date: today, slice: 0, chunk: 3 });
      try {
        await sendDay(host, event, today, 1);
        await held.isAwaited();
        await sendEvents(host, event.merchant_id, [{ ...event, version: 3, ...change }]);
        await eventually(async () =>
          expect(
            await queryAs(
              host.urls.application,
              'select version from dispatch.published_event where event_id = $1',
              [event.event_id],
              event.merchant_id,
            ),
          ).toEqual([{ version: 3 }]),
        );
      } finally {
        await held.release();
      }
      await settled(host);
      expect(await days(event)).toMatchObject([{ state, dispatched: 30 }]);
      expect(await messages(event)).toBe(30);
    },
  );

  it('deliver nothing more once they are cancelled, and stay so', async () => {
    const event = await pausedInTheMidst();
    expect((await change(event, 'cancel')).body).toMatchObject({
      state: 'CANCELLED',
      finished_at: expect.any(String),
    });
    await eventually(async () => expect(await waiting(event)).toBe(0));
    await sendDay(host, event, today, 1);
    await settled(host);
    expect(await messages(event)).toBe(30);
    expect((await change(event, 'cancel')).status).toBe(200);
    for (const action of ['pause', 'resume']) {
      expect((await change(event, action)).body).toMatchObject({
        status: 409,
        code: 'day-cancelled',
      });
    }
    expect(await deadLetters()).toEqual([]);
  });

  it.each([5, 25])(
    'can be paused before their first slice comes, for %i customers',
    async (customers) => {
      const event = await publishedEvent(host, customers);
      expect((await change(event, 'pause')).body).toMatchObject({
        state: 'PAUSED',
        dispatched: 0,
        eligible: null,
        opened_at: null,
      });
      await sendDay(host, event, today, 2);
      await eventually(async () => expect(await waiting(event)).toBe(2));
      await settled(host);
      expect(await messages(event)).toBe(0);
      await change(event, 'resume');
      await eventually(async () => expect(await days(event)).toMatchObject([{ state: 'DONE' }]));
      expect(await messages(event)).toBe(customers);
    },
  );

  it('are not there outside of the window, for other merchants, and for an event that nobody knows', async () => {
    const event = await publishedEvent(host, 1);
    for (const date of ['2026-11-19', '2026-11-27']) {
      expect((await change(event, 'pause', date)).body).toMatchObject({ code: 'day-not-found' });
    }
    expect((await change(event, 'resume')).body).toMatchObject({ status: 404 });
    expect((await change(eventRecord(event.merchant_id), 'pause')).status).toBe(404);
    await change(event, 'pause', '2026-11-26');
    const stranger = randomUUID();
    expect((await call(event, 'GET', '', 'merchant-admin', stranger)).body.items).toEqual([]);
    const path = '/2026-11-26/resume';
    expect((await call(event, 'POST', path, 'merchant-admin', stranger)).status).toBe(404);
    expect(await days(event)).toMatchObject([{ dispatch_date: '2026-11-26', state: 'PAUSED' }]);
  });

  it('can be seen by who may look, and changed by who may manage', async () => {
    const event = await publishedEvent(host, 1);
    expect((await call(event, 'GET', '', 'merchant-viewer')).status).toBe(200);
    expect((await call(event, 'POST', `/${today}/pause`, 'merchant-viewer')).status).toBe(403);
    expect((await call(event, 'GET', '', 'customer')).status).toBe(403);
  });

  it('are over when their event is taken back', async () => {
    const event = await pausedInTheMidst();
    await sendEvents(host, event.merchant_id, [{ ...event, version: 3, status: 'DELETED' }]);
    await eventually(async () =>
      expect(await days(event)).toMatchObject([{ state: 'CANCELLED', dispatched: 30 }]),
    );
  });
});
