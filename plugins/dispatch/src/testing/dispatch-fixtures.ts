import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { Outbox } from '@promenade/core';
import { AvroCodec, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import {
  type CustomerCreatedRecord,
  customerCreated,
  type PromotionDispatchRecord,
  type PromotionEventRecord,
  promotionDispatch,
  promotionEvents,
} from '@promenade/proto';

export const outbox = new Outbox(new AvroCodec(), '/test');

/** Tells the dispatcher of customers, one per locale given, and waits until it knows them. */
export const createCustomers = async (
  host: TestHost,
  merchantId: string,
  locales: readonly string[],
): Promise<readonly string[]> => {
  const customers = locales.map(
    (locale): CustomerCreatedRecord => ({
      event_id: randomUUID(),
      customer_id: randomUUID(),
      merchant_id: merchantId,
      locale,
      segments: [],
      occurred_at: new Date(),
    }),
  );
  const before = await countOf(host, merchantId, 'dispatch.audience');
  await host.database.transaction(merchantId, (tx) =>
    outbox.append(tx, customerCreated, customers, { id: ({ event_id }) => event_id }),
  );
  await eventually(async () => {
    expect(await countOf(host, merchantId, 'dispatch.audience')).toBe(before + customers.length);
  }, 60_000);
  return customers.map(({ customer_id }) => customer_id);
};

export const eventRecord = (
  merchantId: string,
  changes: Partial<PromotionEventRecord> = {},
): PromotionEventRecord => ({
  event_id: randomUUID(),
  merchant_id: merchantId,
  version: 2,
  status: 'PUBLISHED',
  start_datetime: new Date('2026-11-20T00:00:00Z'),
  end_datetime: new Date('2026-11-27T00:00:00Z'),
  timezone: 'UTC',
  dispatch_time: '09:00',
  promotion_package: 'winter',
  audience: { kind: 'EVERYONE', names: [], customers: [] },
  content: { en: { title: 'Winter', body: 'Winter' }, ar: { title: 'شتاء', body: 'شتاء' } },
  published_at: new Date('2026-11-20T00:00:00Z'),
  ...changes,
});

export const sendEvents = (
  host: TestHost,
  merchantId: string,
  records: readonly PromotionEventRecord[],
): Promise<void> =>
  host.database.transaction(merchantId, (tx) => outbox.append(tx, promotionEvents, records));

/** A merchant with so many customers who read English, and an event of theirs that the dispatcher knows. */
export const publishedEvent = async (
  host: TestHost,
  customers: number,
): Promise<PromotionEventRecord> => {
  const merchant = randomUUID();
  await createCustomers(
    host,
    merchant,
    Array.from({ length: customers }, () => 'en'),
  );
  const event = eventRecord(merchant);
  await sendEvents(host, merchant, [event]);
  const known = 'select from dispatch.published_event where event_id = $1';
  await eventually(async () =>
    expect(await queryAs(host.urls.application, known, [event.event_id], merchant)).toHaveLength(1),
  );
  return event;
};

/** A whole dispatch day as slices. */
export const sendDay = (
  host: TestHost,
  event: PromotionEventRecord,
  dispatchDate: string,
  slices = 4,
): Promise<void> =>
  host.database.transaction(event.merchant_id, (tx) =>
    outbox.append(
      tx,
      promotionDispatch,
      Array.from(
        { length: slices },
        (_, slice): PromotionDispatchRecord => ({
          event_id: event.event_id,
          merchant_id: event.merchant_id,
          version: event.version,
          dispatch_date: dispatchDate,
          slice,
          slices,
        }),
      ),
      { partition: ({ slice }) => slice },
    ),
  );

export const countOf = async (
  host: TestHost,
  merchantId: string,
  table: 'dispatch.audience' | 'dispatch.chunk' | 'inbox.message',
): Promise<number> => {
  const rows = await queryAs<{ count: number }>(
    host.urls.application,
    `select count(*)::int from ${table}`,
    [],
    merchantId,
  );
  return rows[0]?.count ?? -1;
};

/** How many records of a topic the group `dispatch` has yet to take. */
export const lagOf = async (host: TestHost, topic: string): Promise<number> => {
  const rows = await queryAs<{ lag: number }>(
    host.urls.relay,
    `select count(*)::int as lag from promenade.outbox
     where aggregatetype = $1 and (position is null or position > coalesce(
       (select position from promenade.consumer_offset where consumer_group = 'dispatch' and topic = $1), 0))`,
    [topic],
  );
  return rows[0]?.lag ?? -1;
};

export const settled = (host: TestHost): Promise<void> =>
  eventually(async () => {
    expect(await lagOf(host, 'promotion.dispatch')).toBe(0);
  }, 60_000);
