import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { KeptState } from '../domain/day-state.js';
import type { Chunk, SliceKey } from './chunk-ledger.js';
import type { PublishedEvent } from './published-event-store.js';

/** All that decides what is to be done with a slice. */
export interface SliceStanding {
  /** The last chunk that was delivered. */
  readonly latest: Chunk | undefined;
  /** Undefined while the day has no row. */
  readonly day: SliceDay | undefined;
  /** Before the days that are kept: it is over for good, whatever is left of it. */
  readonly isOver: boolean;
  /** Undefined while the event has not arrived, and where the slice is delivered. */
  readonly event: PublishedEvent | undefined;
}

export interface SliceDay {
  readonly state: KeptState;
  readonly isOpen: boolean;
  /** It was opened a while ago and whom it is for was never counted: whoever meant to has stopped. */
  readonly isUncounted: boolean;
}

interface Row {
  chunk: number | null;
  last_user_id: string | null;
  recipients: number;
  is_last: boolean;
  state: KeptState | null;
  is_over: boolean;
  is_open: boolean;
  is_uncounted: boolean;
  event: PublishedEvent | null;
}

/** Reads how a slice stands in one statement: most slices that come again need no more than that. */
@injectable()
export class SliceStandings {
  async of(tx: Transaction, { eventId, dispatchDate, slice }: SliceKey): Promise<SliceStanding> {
    const { rows } = await sql<Row>`
      select c.*, d.state, coalesce(day.dispatch_date < kept.day, false) as is_over, d.opened_at is not null as is_open,
        d.opened_at < now() - interval '1 minute' and d.eligible is null as is_uncounted,
        case when e.version is not null and c.is_last is not true then jsonb_build_object(
          'version', e.version, 'status', e.status, 'promotionPackage', e.promotion_package, 'content', e.content,
          'audience', jsonb_build_object('kind', e.audience_kind, 'names', e.audience_names)) end as event
      from (select ${tx.merchantId}::uuid as merchant_id, ${eventId}::uuid as event_id, ${dispatchDate}::date as dispatch_date) day
      left join lateral (
        select chunk, last_user_id, recipients, is_last from dispatch.chunk
        where (merchant_id, event_id, dispatch_date, slice)
          = (day.merchant_id, day.event_id, day.dispatch_date, ${slice}::integer)
        order by chunk desc limit 1) c on true
      left join dispatch.day d using (merchant_id, event_id, dispatch_date)
      left join dispatch.published_event e using (merchant_id, event_id)
      left join dispatch.kept_since kept using (merchant_id)`.execute(tx.sql);
    const [row] = rows;
    if (!row) return { latest: undefined, day: undefined, isOver: false, event: undefined };
    return {
      latest:
        row.chunk === null
          ? undefined
          : {
              number: row.chunk,
              last: row.last_user_id ?? undefined,
              recipients: row.recipients,
              isLast: row.is_last,
            },
      day:
        row.state === null
          ? undefined
          : { state: row.state, isOpen: row.is_open, isUncounted: row.is_uncounted },
      isOver: row.is_over,
      event: row.event ?? undefined,
    };
  }
}
