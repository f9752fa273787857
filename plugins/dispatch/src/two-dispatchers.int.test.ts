import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from './plugin.js';
import { SliceDispatcher } from './service/slice-dispatcher.js';
import { countOf, createCustomers, eventRecord, sendEvents } from './testing/dispatch-fixtures.js';

const slices = 4;

let first: TestHost;
let second: TestHost;
beforeAll(async () => {
  const shared = { plugins: [dispatch, inbox], config: { dispatch: { chunk_size: 5 } } };
  first = await createTestHost(shared);
  // It takes no records by itself: the test gives it the same as the first.
  second = await createTestHost({ ...shared, roles: ['http'], urls: first.urls });
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

const dispatcherOf = (host: TestHost): SliceDispatcher => {
  const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
  if (!plugin) throw new Error('dispatch is not started');
  return plugin.scope.get(SliceDispatcher);
};

it.each([3, 200])(
  'two dispatchers with the same slices, one of which joins late and leaves early, write each of %i messages once',
  async (customers) => {
    const merchant = randomUUID();
    await createCustomers(
      first,
      merchant,
      Array.from({ length: customers }, () => 'en'),
    );
    const event = eventRecord(merchant);
    await sendEvents(first, merchant, [event]);
    const day = 'select from dispatch.published_event where event_id = $1';
    await eventually(async () =>
      expect(await queryAs(first.urls.application, day, [event.event_id], merchant)).toHaveLength(
        1,
      ),
    );
    const leaving = new AbortController();
    const all = (host: TestHost, signal: AbortSignal) =>
      Array.from({ length: slices }, (_, slice) =>
        dispatcherOf(host).dispatch(
          {
            event_id: event.event_id,
            merchant_id: merchant,
            version: event.version,
            dispatch_date: '2026-11-21',
            slice,
            slices,
          },
          signal,
        ),
      );
    const staying = all(first, new AbortController().signal);
    const joined = all(second, leaving.signal);
    await Promise.race(staying);
    leaving.abort(new Error('it leaves'));
    await Promise.all([Promise.all(staying), Promise.allSettled(joined)]);
    expect(await countOf(first, merchant, 'inbox.message')).toBe(customers);
    const ledger = await queryAs(
      first.urls.application,
      `select sum(recipients)::integer as messages, count(*) filter (where is_last)::integer as slices
       from dispatch.chunk`,
      [],
      merchant,
    );
    expect(ledger).toEqual([{ messages: customers, slices }]);
  },
);
