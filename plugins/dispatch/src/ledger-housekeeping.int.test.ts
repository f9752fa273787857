import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  eventually,
  FakeClock,
  queryAs,
  type TestHost,
} from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from './plugin.js';
import { LedgerHousekeeping } from './service/ledger-housekeeping.js';
import {
  countOf,
  createCustomers,
  eventRecord,
  sendDay,
  sendEvents,
  settled,
} from './testing/dispatch-fixtures.js';

const day = '2026-11-21';

describe('the ledger of days that are long gone', () => {
  const clock = new FakeClock(new Date('2026-11-21T12:00:00Z'));
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({
      plugins: [dispatch, inbox],
      config: { dispatch: { ledger_days: 30 } },
      clock,
      // The test runs the job itself: by its clock the host's own would be due too.
      roles: ['http', 'consumers', 'relay'],
    });
  });
  afterAll(() => host.stop());

  /** Runs the job so many days after the fixtures' dispatch day. */
  const keepHouse = async (merchant: string, daysLater: number): Promise<void> => {
    clock.set(new Date(Date.UTC(2026, 10, 21 + daysLater, 3, 50)));
    const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
    await plugin?.scope.get(LedgerHousekeeping).run(merchant, new AbortController().signal);
  };
  const rowsOf = async (merchant: string, table: string): Promise<number> => {
    const text = `select from dispatch.${table}`;
    return (await queryAs(host.urls.application, text, [], merchant)).length;
  };
  /** An event for a list of two customers, of whose window one day was dispatched. */
  const delivered = async (changes: Parameters<typeof eventRecord>[1] = {}) => {
    const merchant = randomUUID();
    const customers = [...(await createCustomers(host, merchant, ['en', 'ar']))];
    const audience = { kind: 'LIST', names: [], customers } as const;
    const event = eventRecord(merchant, { audience, ...changes });
    await sendEvents(host, merchant, [event]);
    await eventually(async () => expect(await rowsOf(merchant, 'listed_customer')).toBe(2));
    await sendDay(host, event, day);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(2);
    return { merchant, event };
  };

  it('stays as long as its day is kept, and goes a run after the day is over', async () => {
    const { merchant } = await delivered();
    await keepHouse(merchant, 30);
    await keepHouse(merchant, 30);
    expect(await rowsOf(merchant, 'chunk')).toBe(4);
    await keepHouse(merchant, 31);
    expect([await rowsOf(merchant, 'chunk'), await rowsOf(merchant, 'day')]).toEqual([4, 1]);
    await keepHouse(merchant, 32);
    expect([await rowsOf(merchant, 'chunk'), await rowsOf(merchant, 'day')]).toEqual([0, 0]);
    // Other days of the event may come: its window ends on the 26th.
    expect(await rowsOf(merchant, 'listed_customer')).toBe(2);
    await keepHouse(merchant, 37);
    await keepHouse(merchant, 38);
    expect(await rowsOf(merchant, 'listed_customer')).toBe(0);
  });

  it('is not missed when the slices come again and the messages are gone too', async () => {
    const { merchant, event } = await delivered();
    await keepHouse(merchant, 31);
    await keepHouse(merchant, 32);
    // As the inbox's own retention does, which gives up where somebody is busy with messages just then.
    await eventually(() => queryAs(host.urls.relay, `select inbox.drop_day('${day}')`));
    for (const table of ['dispatch_content', 'dispatch']) {
      await queryAs(host.urls.application, `delete from inbox.${table}`, [], merchant);
    }
    await sendDay(host, event, day);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(0);
    expect([await rowsOf(merchant, 'chunk'), await rowsOf(merchant, 'day')]).toEqual([0, 0]);
    const token = await host.token({ merchantId: merchant, roles: ['merchant-admin'] });
    const path = `/api/dispatch/v1/events/${event.event_id}/days/${day}/pause`;
    expect((await host.api.call('POST', path, { token })).body.code).toBe('day-not-found');
  });

  it('of another merchant stays', async () => {
    const [one, other] = [await delivered(), await delivered()];
    await keepHouse(one.merchant, 31);
    await keepHouse(one.merchant, 32);
    expect(await rowsOf(one.merchant, 'chunk')).toBe(0);
    expect(await rowsOf(other.merchant, 'chunk')).toBe(4);
  });
});
