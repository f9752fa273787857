import type { Transaction } from '@promenade/core';
import { sql } from 'kysely';

/**
 * Lets one transaction at a time open days of an event, retract or correct it: so a day that is being opened meanwhile is
 * either seen by the change, or sees it.
 */
export const lockEvent = async (tx: Transaction, eventId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox.event:${tx.merchantId}:${eventId}`}, 0))`.execute(
    tx.sql,
  );
};

/** Makes every host read the merchant's dispatches anew, from the commit on. */
export const growRevision = async (tx: Transaction): Promise<void> => {
  await sql`
    insert into inbox.dispatch_revision as known (merchant_id, revision) values (${tx.merchantId}, 1)
    on conflict (merchant_id) do update set revision = known.revision + 1`.execute(tx.sql);
};
