import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { DayKey } from './day-store.js';

/** Which days are over for good, and what is left of them. */
@injectable()
export class LedgerRetention {
  /** Days before this one are over: no slice of them is delivered any more. Undefined while none is. */
  async keptSince(tx: Transaction): Promise<string | undefined> {
    const { rows } = await sql<{ day: string }>`
      select day::text from dispatch.kept_since where merchant_id = ${tx.merchantId}`.execute(
      tx.sql,
    );
    return rows[0]?.day;
  }

  /** Declares the days before a day over; what is over stays so. @param day `YYYY-MM-DD` */
  async keepSince(tx: Transaction, day: string): Promise<void> {
    await sql`
      insert into dispatch.kept_since as known (merchant_id, day) values (${tx.merchantId}, ${day})
      on conflict (merchant_id) do update set day = excluded.day
      where known.day < excluded.day`.execute(tx.sql);
  }

  /** Some of the days before a day, oldest first. @param day `YYYY-MM-DD` */
  async daysBefore(tx: Transaction, day: string, limit: number): Promise<readonly DayKey[]> {
    const { rows } = await sql<DayKey>`
      select event_id as "eventId", dispatch_date::text as "dispatchDate" from dispatch.day
      where merchant_id = ${tx.merchantId} and dispatch_date < ${day}
      order by dispatch_date limit ${limit}`.execute(tx.sql);
    return rows;
  }

  /** Removes a day with its ledger. */
  async removeDay(tx: Transaction, { eventId, dispatchDate }: DayKey): Promise<void> {
    for (const table of [sql`dispatch.chunk`, sql`dispatch.day`]) {
      await sql`
        delete from ${table}
        where merchant_id = ${tx.merchantId} and event_id = ${eventId} and dispatch_date = ${dispatchDate}`.execute(
        tx.sql,
      );
    }
  }

  /** Removes whom events are for whose last day lies before a day. @param day `YYYY-MM-DD` */
  async removeLists(tx: Transaction, day: string): Promise<void> {
    await sql`
      delete from dispatch.listed_customer l using dispatch.published_event e
      where l.merchant_id = ${tx.merchantId} and (e.merchant_id, e.event_id) = (l.merchant_id, l.event_id)
        and e.audience_kind = 'LIST' and e.last_day < ${day}`.execute(tx.sql);
  }
}
