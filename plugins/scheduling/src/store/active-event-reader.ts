import { Database, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

export interface ActiveEvent {
  readonly merchantId: string;
  readonly eventId: string;
  /** Where the page after it begins. */
  readonly cursor: ActiveEventCursor;
}

/** Wake time as the database writes it, and id. */
export type ActiveEventCursor = readonly [wakesAt: string, eventId: string];

interface ActiveEventRow {
  readonly merchant_id: string;
  readonly event_id: string;
  readonly wakes_at: string;
}

const first: ActiveEventCursor = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** Reads which events of all merchants need a timer; sees ids, status and wake times only. */
@injectable()
export class ActiveEventReader {
  constructor(private readonly database: Database) {}

  /**
   * Published events whose timer should have woken by a time, and those of which it is not known when it wakes, in pages.
   * @param wakesUntil 'infinity' for all published events
   * @param after the cursor of the last event of the page before
   */
  async page(
    wakesUntil: Date | 'infinity',
    limit: number,
    [wakesAt, eventId]: ActiveEventCursor = first,
  ): Promise<readonly ActiveEvent[]> {
    const { rows } = await sql<ActiveEventRow>`
      select merchant_id, event_id, wakes_at::text as wakes_at from scheduling.promotion_event
      where status = 'PUBLISHED' and wakes_at <= ${wakesUntil}::timestamptz
        and (wakes_at, event_id) > (${wakesAt}::timestamptz, ${eventId}::uuid)
      order by promotion_event.wakes_at, event_id limit ${limit}`.execute(
      this.database.acrossMerchants(),
    );
    return rows.map((row) => ({
      merchantId: row.merchant_id,
      eventId: row.event_id,
      cursor: [row.wakes_at, row.event_id],
    }));
  }

  /** The ids of a merchant's published events. */
  async ofMerchant(tx: Transaction): Promise<readonly string[]> {
    const { rows } = await sql<{ event_id: string }>`
      select event_id from scheduling.promotion_event
      where merchant_id = ${tx.merchantId} and status = 'PUBLISHED'`.execute(tx.sql);
    return rows.map(({ event_id }) => event_id);
  }
}
