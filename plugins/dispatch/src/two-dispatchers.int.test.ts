import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from './plugin.js';
import { countOf, publishedEvent } from './testing/dispatch-fixtures.js';
import { dispatchSlices } from './testing/dispatch-slices.js';
import { keptForLong } from './testing/kept-for-long.js';

const day = { date: '2026-11-21', slices: 4 };

let first: TestHost;
let second: TestHost;
beforeAll(async () => {
  const shared = {
    plugins: [dispatch, inbox],
    config: { ...keptForLong, dispatch: { chunk_size: 5 } },
  };
  first = await createTestHost(shared);
  // It takes no records by itself: the test gives it the same as the first.
  second = await createTestHost({ ...shared, roles: ['http'], urls: first.urls });
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

it.each([3, 200])(
  'two dispatchers with the same slices, one of which joins late and leaves early, write each of %i messages once',
  async (customers) => {
    const event = await publishedEvent(first, customers);
    const merchant = event.merchant_id;
    const leaving = new AbortController();
    const staying = dispatchSlices(first, event, day);
    const joined = dispatchSlices(second, event, day, leaving.signal);
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
    expect(ledger).toEqual([{ messages: customers, slices: day.slices }]);
  },
);
