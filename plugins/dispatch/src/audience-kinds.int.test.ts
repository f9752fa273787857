import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import { customerCreated, type PromotionEventRecord, vipTierAssigned } from '@promenade/proto';
import dispatch from './plugin.js';
import {
  countOf,
  eventRecord,
  lagOf,
  outbox,
  sendDay,
  sendEvents,
  settled,
} from './testing/dispatch-fixtures.js';
import { keptForLong } from './testing/kept-for-long.js';

const ids = { emma: randomUUID(), layla: randomUUID(), noam: randomUUID(), sami: randomUUID() };
type Name = keyof typeof ids;
const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));

const customers: Readonly<Record<Name, { locale: string; segments: string[]; tier?: string }>> = {
  emma: { locale: 'en', segments: ['new', 'app'], tier: 'gold' },
  layla: { locale: 'ar-SA', segments: ['app'], tier: 'silver' },
  noam: { locale: 'he', segments: [] },
  sami: { locale: 'ar', segments: ['new'], tier: 'gold' },
};

const customersKnown = (host: TestHost, merchant: string, count: number): Promise<void> =>
  eventually(async () => {
    expect(await countOf(host, merchant, 'dispatch.audience')).toBe(count);
  });
const tiersKnown = (host: TestHost): Promise<void> =>
  eventually(async () => {
    expect(await lagOf(host, 'vip_tier.assigned')).toBe(0);
  });

describe.each([
  ['whole', 1_000],
  ['slice by slice', 1],
])('a day that is delivered %s', (_way, chunk_size) => {
  let host: TestHost;
  const merchant = randomUUID();

  beforeAll(async () => {
    host = await createTestHost({
      plugins: [dispatch, inbox],
      config: { ...keptForLong, dispatch: { chunk_size } },
    });
    const at = new Date('2026-11-01T00:00:00Z');
    const tier = (customer_id: string, tier_id: string, assigned_at: Date) => ({
      event_id: randomUUID(),
      merchant_id: merchant,
      customer_id,
      tier_id,
      assigned_at,
    });
    await host.database.transaction(merchant, async (tx) => {
      // Before the customers are known, and one who has left the tier again.
      await outbox.append(tx, vipTierAssigned, [
        ...Object.entries(customers).flatMap(([name, one]) =>
          one.tier ? [tier(ids[name as Name], one.tier, at)] : [],
        ),
        tier(ids.layla, 'gold', new Date(at.getTime() - 1_000)),
      ]);
      await outbox.append(
        tx,
        customerCreated,
        Object.entries(customers).map(([name, { locale, segments }]) => ({
          event_id: randomUUID(),
          merchant_id: merchant,
          customer_id: ids[name as Name],
          locale,
          segments,
          occurred_at: at,
        })),
      );
    });
    await customersKnown(host, merchant, 4);
    await tiersKnown(host);
  });
  afterAll(() => host?.stop());

  it.each<[PromotionEventRecord['audience'], readonly Name[]]>([
    [{ kind: 'EVERYONE', names: [], customers: [] }, ['emma', 'layla', 'noam', 'sami']],
    [{ kind: 'TIERS', names: ['gold'], customers: [] }, ['emma', 'sami']],
    [{ kind: 'TIERS', names: ['silver', 'bronze'], customers: [] }, ['layla']],
    [{ kind: 'LOCALES', names: ['ar', 'he'], customers: [] }, ['layla', 'noam', 'sami']],
    [{ kind: 'LOCALES', names: ['ar-SA'], customers: [] }, ['layla']],
    [{ kind: 'SEGMENTS', names: ['new', 'other'], customers: [] }, ['emma', 'sami']],
    [
      { kind: 'LIST', names: [], customers: [ids.noam, ids.emma, ids.noam, randomUUID()] },
      ['emma', 'noam'],
    ],
    [{ kind: 'SEGMENTS', names: ["o'clock"], customers: [] }, []],
  ])('reaches of %j: %j', async (audience, reached) => {
    const event = eventRecord(merchant, { audience });
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, '2026-11-21');
    await settled(host);
    const rows = await queryAs<{ user_id: string }>(
      host.urls.application,
      `select user_id from inbox.customer_message where event_id = $1 order by array_position($2::uuid[], user_id)`,
      [event.event_id, Object.values(ids)],
      merchant,
    );
    expect(rows.map(({ user_id }) => names[user_id])).toEqual(reached);
    const token = await host.token({ merchantId: merchant });
    const path = `/api/dispatch/v1/events/${event.event_id}/days`;
    expect((await host.api.call('GET', path, { token })).body.items).toMatchObject([
      { state: 'DONE', dispatched: reached.length, eligible: reached.length },
    ]);
  });
});
