import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { DayProgress } from '../domain/day-progress.js';
import type { KeptState } from '../domain/day-state.js';

/** One dispatch day of an event. */
export interface DayKey {
  readonly eventId: string;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
}

/** The dispatch days of events. Progress is counted from the ledger, so that delivering writes nothing for it. */
@injectable()
export class DayStore {
  /** @returns whether this transaction opened the day; one that is open already stays as it is */
  async open(
    tx: Transaction,
    { eventId, dispatchDate }: DayKey,
    { slices, dispatchNo }: { readonly slices: number; readonly dispatchNo: number },
  ): Promise<boolean> {
    const { rows } = await sql`
      insert into dispatch.day as known (merchant_id, event_id, dispatch_date, opened_at, slices, dispatch_no)
      values (${tx.merchantId}, ${eventId}, ${dispatchDate}, now(), ${slices}, ${dispatchNo})
      on conflict (merchant_id, event_id, dispatch_date)
      do update set opened_at = excluded.opened_at, slices = excluded.slices, dispatch_no = excluded.dispatch_no
      where known.opened_at is null
      returning 1`.execute(tx.sql);
    return rows.length > 0;
  }

  /** Notes whom a day is for, once. */
  async putEligible(
    tx: Transaction,
    { eventId, dispatchDate }: DayKey,
    eligible: number,
  ): Promise<void> {
    await sql`
      update dispatch.day set eligible = ${eligible}
      where merchant_id = ${tx.merchantId} and event_id = ${eventId} and dispatch_date = ${dispatchDate}
        and eligible is null`.execute(tx.sql);
  }

  /** Sets the state of a day, which need not be opened. */
  async putState(
    tx: Transaction,
    { eventId, dispatchDate }: DayKey,
    state: KeptState,
  ): Promise<void> {
    await sql`
      insert into dispatch.day as known (merchant_id, event_id, dispatch_date, state)
      values (${tx.merchantId}, ${eventId}, ${dispatchDate}, ${state})
      on conflict (merchant_id, event_id, dispatch_date)
      do update set state = excluded.state, state_since = now()
      where known.state <> excluded.state`.execute(tx.sql);
  }

  /** Holds the row of a day, if there is one, until the transaction ends, so that decisions on it follow each other. */
  async hold(tx: Transaction, { eventId, dispatchDate }: DayKey): Promise<void> {
    await sql`
      select from dispatch.day
      where merchant_id = ${tx.merchantId} and event_id = ${eventId} and dispatch_date = ${dispatchDate}
      for update`.execute(tx.sql);
  }

  /** The days of an event that were opened, paused or cancelled, newest first; or one of them. */
  async progress(
    tx: Transaction,
    eventId: string,
    dispatchDate?: string,
  ): Promise<readonly DayProgress[]> {
    const only = dispatchDate === undefined ? sql`true` : sql`d.dispatch_date = ${dispatchDate}`;
    const { rows } = await sql<DayProgress>`
      select d.dispatch_date::text as "dispatchDate",
        case when is_done then 'DONE' when is_taken_back or is_over then 'CANCELLED' else d.state end as state,
        dispatched,
        case when is_done then dispatched when d.eligible is not null then greatest(d.eligible, dispatched) end as eligible,
        d.opened_at as "openedAt",
        case when is_done then last_at when d.state = 'CANCELLED' then d.state_since end as "finishedAt"
      from dispatch.day d
      cross join lateral (
        select coalesce(sum(recipients), 0)::integer as dispatched, max(created_at) as last_at,
          count(*) filter (where is_last) = d.slices and d.state <> 'CANCELLED' as is_done
        from dispatch.chunk c
        where (c.merchant_id, c.event_id, c.dispatch_date) = (d.merchant_id, d.event_id, d.dispatch_date)) progress
      cross join lateral (
        -- Nothing more is delivered of an event that was deleted or taken back, unless it is published again, and of a day that its
        -- window does not have any more.
        select exists (select from dispatch.published_event e
          where (e.merchant_id, e.event_id) = (d.merchant_id, d.event_id)
            and (e.status not in ('PUBLISHED', 'EXPIRED') or d.dispatch_date not between e.first_day and e.last_day)) as is_taken_back,
          exists (select from dispatch.kept_since k
            where k.merchant_id = d.merchant_id and d.dispatch_date < k.day) as is_over) event
      where d.merchant_id = ${tx.merchantId} and d.event_id = ${eventId} and ${only}
      order by d.dispatch_date desc`.execute(tx.sql);
    return rows.map((row) => ({
      ...row,
      openedAt: row.openedAt && new Date(row.openedAt),
      finishedAt: row.finishedAt && new Date(row.finishedAt),
    }));
  }
}
