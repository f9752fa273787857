import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import {
  customerCreated,
  customerDeleted,
  customerUpdated,
  type EventContract,
  promotionDispatch,
  promotionEvents,
  vipTierAssigned,
} from '@promenade/proto';
import { atRest, groupReplayOf } from './testing/at-rest.js';
import { eventRecord, outbox } from './testing/dispatch-fixtures.js';
import { keptForLong } from './testing/kept-for-long.js';
import { shippedPlugins } from './testing/shipped-plugins.js';
import { meaningSnapshot } from './testing/table-snapshot.js';

let made = 0;
/** Grows with each record, as ids of events do. */
const nextId = (): string => {
  made += 1;
  return `00000000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
};

/** An event as some merchant's: the same ids for each, since every key begins with the merchant. */
interface Sample {
  readonly topic: string;
  send(host: TestHost, merchantId: string): Promise<void>;
}

const sample = <T extends object>(
  contract: EventContract<T>,
  valueOf: (merchant: string) => T,
  id: string,
): Sample => ({
  topic: contract.topic,
  send: (host, merchant) =>
    host.database.transaction(merchant, (tx) =>
      outbox.append(tx, contract, [valueOf(merchant)], { id: () => id }),
    ),
});

const day = (hour: number): Date => new Date(Date.UTC(2026, 10, 21, hour));

/** A customer's life in the three topics that tell of it, which have no order among each other. */
const customer = (
  ...life: readonly (readonly ['created' | 'updated' | 'deleted', hour: number, locale?: string])[]
): Sample[] => {
  const customer_id = randomUUID();
  return life.map(([kind, hour, locale = 'en']) => {
    const event_id = nextId();
    const base = { event_id, customer_id, occurred_at: day(hour) };
    if (kind === 'deleted') {
      return sample(customerDeleted, (merchant_id) => ({ ...base, merchant_id }), event_id);
    }
    const contract = kind === 'created' ? customerCreated : customerUpdated;
    return sample(
      contract,
      (merchant_id) => ({ ...base, merchant_id, locale, segments: [] }),
      event_id,
    );
  });
};

const customers: readonly Sample[] = [
  ...customer(['created', 1]),
  ...customer(['created', 1], ['updated', 2, 'ar'], ['updated', 3, 'he']),
  ...customer(['created', 1, 'ar'], ['updated', 1, 'en']),
  ...customer(['created', 1], ['updated', 2, 'he'], ['updated', 2, 'ar'], ['updated', 2, 'en']),
  ...customer(['created', 1], ['updated', 2, 'ar'], ['deleted', 3]),
  ...customer(['created', 1], ['updated', 2, 'ar'], ['deleted', 2]),
  ...customer(['created', 1], ['deleted', 1]),
];

const tierId = randomUUID();
/** What a customer was assigned to, by whom nothing else is told. */
const tiersOf = (...life: readonly (readonly [tier_id: string, hour: number])[]): Sample[] => {
  const customer_id = randomUUID();
  return life.map(([tier_id, hour]) => {
    const event_id = nextId();
    const assigned_at = day(hour);
    return sample(
      vipTierAssigned,
      (merchant_id) => ({ event_id, merchant_id, customer_id, tier_id, assigned_at }),
      event_id,
    );
  });
};

const tiers: readonly Sample[] = [
  ...tiersOf(['gold', 1]),
  ...tiersOf(['silver', 1], ['gold', 2], ['bronze', 3]),
  ...tiersOf(['silver', 1], ['gold', 1], ['bronze', 1]),
];

const winter = randomUUID();
const summer = randomUUID();
const changed = {
  en: { title: 'Winter again', body: 'Winter' },
  ar: { title: 'شتاء', body: 'شتاء' },
};

const state = (changes: Parameters<typeof eventRecord>[1]): Sample =>
  sample(promotionEvents, (merchant) => eventRecord(merchant, changes), nextId());
const slices = (dispatch_date: string): Sample[] =>
  [0, 1, 2, 3].map((slice) =>
    sample(
      promotionDispatch,
      (merchant_id) => ({
        event_id: winter,
        merchant_id,
        version: 3,
        dispatch_date,
        slice,
        slices: 4,
      }),
      nextId(),
    ),
  );

/** One event that is changed, dispatched and over; one that is withdrawn before its first day. */
const promotions: readonly Sample[] = [
  state({ event_id: winter, version: 1, status: 'DRAFT' }),
  state({ event_id: winter, version: 2 }),
  state({ event_id: summer, version: 1, status: 'DRAFT' }),
  state({ event_id: summer, version: 2 }),
  state({ event_id: winter, version: 3, content: changed }),
  ...slices('2026-11-21'),
  state({ event_id: summer, version: 3, status: 'DELETED' }),
  ...slices('2026-11-22'),
  state({ event_id: winter, version: 4, status: 'EXPIRED', content: changed }),
];

/** Customers are known before the day on which they are written to; nothing else is known to come first. */
const phases = [[...customers, ...tiers], promotions];

/** Fisher and Yates' shuffle, repeatable by its seed. */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  let state = seed;
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const left = [...items];
  const taken: T[] = [];
  while (left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
};

describe('each consumer of the plugins that ship', () => {
  let host: TestHost;
  const inOrder = randomUUID();
  /** New customers are put into it; the same id for each merchant. */
  const makeTier = (merchantId: string) =>
    queryAs(
      host.urls.application,
      `insert into campaign_vip.vip_tiers (id, merchant_id, tier_id, name, min_points)
       values ($1, $2, 'welcome', 'Welcome', 0)`,
      [tierId, merchantId],
      merchantId,
    );

  beforeAll(async () => {
    host = await createTestHost({ plugins: shippedPlugins, config: keptForLong });
    await makeTier(inOrder);
    for (const phase of phases) {
      for (const one of phase) {
        await one.send(host, inOrder);
        await atRest(host);
      }
    }
    // Each by itself, which is some fifty times as long as one takes.
  }, 180_000);
  afterAll(() => host?.stop());

  it('is among those that are tried', async () => {
    const config = readFileSync(new URL('../../../promenade.config.json', import.meta.url), 'utf8');
    const { plugins } = JSON.parse(config) as { plugins: string[] };
    const ids = shippedPlugins.map(({ spec }) => `@promenade/plugin-${spec.id}`);
    expect(ids.toSorted()).toEqual(plugins.toSorted());
    const topics = (await groupReplayOf(host).groups()).map(({ topic }) => topic);
    const tried = phases.flat().map(({ topic }) => topic);
    expect([...new Set(topics)].toSorted()).toEqual([...new Set(tried)].toSorted());
    const snapshot = await meaningSnapshot(host, inOrder);
    expect(snapshot['dispatch.audience']).toHaveLength(7);
    const bronze = snapshot['dispatch.customer_tier']?.filter((row) => row.includes('bronze'));
    expect(bronze).toHaveLength(2);
    expect(snapshot['campaign_vip.vip_tier_assignments']).toHaveLength(7);
    expect(snapshot['inbox.message']).toHaveLength(8);
  });

  it.each([1, 2, 3, 4, 5])(
    'comes to the same result when it is given every event twice and out of order (shuffle %i)',
    async (seed) => {
      const merchant = randomUUID();
      await makeTier(merchant);
      for (const [index, phase] of phases.entries()) {
        for (const one of shuffled([...phase, ...phase], seed * 10 + index)) {
          await one.send(host, merchant);
        }
        await atRest(host);
      }
      expect(await meaningSnapshot(host, merchant)).toEqual(await meaningSnapshot(host, inOrder));
    },
  );
});
