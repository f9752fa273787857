import type { Transaction } from '@promenade/core';
import type { PromotionContent, PromotionEventRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { Audience } from '../domain/audience.js';
import { windowDays } from '../domain/window-days.js';
import type { DayKey } from './day-store.js';

export interface PublishedEvent {
  readonly version: number;
  readonly status: PromotionEventRecord['status'];
  /** What customers can mute by. */
  readonly promotionPackage: string;
  readonly audience: Audience;
  readonly content: Readonly<Record<string, PromotionContent>>;
}

/** What the dispatcher keeps of promotion events: the highest version of each. */
@injectable()
export class PublishedEventStore {
  /** A version that is not higher than the known one has no effect. */
  async put(tx: Transaction, event: PromotionEventRecord): Promise<void> {
    const { kind, names, customers } = event.audience;
    const days = windowDays(event.start_datetime, event.end_datetime, event.timezone);
    const { rows } = await sql`
      insert into dispatch.published_event as known
        (merchant_id, event_id, version, status, promotion_package, audience_kind, audience_names, content,
          first_day, last_day)
      values (${tx.merchantId}, ${event.event_id}, ${event.version}, ${event.status}, ${event.promotion_package},
        ${kind}, ${[...names]}::text[], ${JSON.stringify(event.content)}, ${days.first}, ${days.last})
      on conflict (merchant_id, event_id)
      do update set version = excluded.version, status = excluded.status, promotion_package = excluded.promotion_package,
        audience_kind = excluded.audience_kind, audience_names = excluded.audience_names, content = excluded.content,
        first_day = excluded.first_day, last_day = excluded.last_day
      where known.version < excluded.version
      returning 1`.execute(tx.sql);
    if (rows.length > 0) await putCustomers(tx, event.event_id, customers);
  }

  /** Whether a day is one of the event's window, and not over for good. */
  async hasDay(tx: Transaction, { eventId, dispatchDate }: DayKey): Promise<boolean> {
    const { rows } = await sql`
      select from dispatch.published_event
      where merchant_id = ${tx.merchantId} and event_id = ${eventId}
        and ${dispatchDate}::date between first_day and last_day
        and not exists (select from dispatch.kept_since
          where merchant_id = ${tx.merchantId} and ${dispatchDate}::date < day)`.execute(tx.sql);
    return rows.length > 0;
  }
}

const putCustomers = async (
  tx: Transaction,
  eventId: string,
  customers: readonly string[],
): Promise<void> => {
  await sql`
    delete from dispatch.listed_customer
    where merchant_id = ${tx.merchantId} and event_id = ${eventId}`.execute(tx.sql);
  if (customers.length === 0) return;
  await sql`
    insert into dispatch.listed_customer (merchant_id, event_id, user_id)
    select distinct ${tx.merchantId}::uuid, ${eventId}::uuid, user_id from unnest(${[...customers]}::uuid[]) as user_id`.execute(
    tx.sql,
  );
};
