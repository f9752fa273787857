import { Database, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

export interface ActiveEvent {
  readonly merchantId: string;
  readonly eventId: string;
}

/** Reads which events of all merchants need a timer; sees ids and status only. */
@injectable()
export class ActiveEventReader {
  constructor(private readonly database: Database) {}

  /** Published events in pages by id. @param after the last event id of the page before */
  async page(after: string | undefined, limit: number): Promise<readonly ActiveEvent[]> {
    const { rows } = await sql<{ merchant_id: string; event_id: string }>`
      select merchant_id, event_id from scheduling.promotion_event
      where status = 'PUBLISHED' and (${after ?? null}::uuid is null or event_id > ${after ?? null}::uuid)
      order by event_id limit ${limit}`.execute(this.database.acrossMerchants());
    return rows.map((row) => ({ merchantId: row.merchant_id, eventId: row.event_id }));
  }

  /** The ids of a merchant's published events. */
  async ofMerchant(tx: Transaction): Promise<readonly string[]> {
    const { rows } = await sql<{ event_id: string }>`
      select event_id from scheduling.promotion_event
      where merchant_id = ${tx.merchantId} and status = 'PUBLISHED'`.execute(tx.sql);
    return rows.map(({ event_id }) => event_id);
  }
}
