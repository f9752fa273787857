import { sql } from 'kysely';
import type { Transaction } from '../database/transaction.js';
import type { ReadableEvent } from './readable-event.js';

/** Marks records as processed by a group. @returns those that were not yet */
export const claimEvents = async (
  tx: Transaction,
  { group, type }: { readonly group: string; readonly type: string },
  records: readonly ReadableEvent[],
): Promise<readonly ReadableEvent[]> => {
  const ids = records.map(({ envelope }) => envelope.eventId);
  const { rows } = await sql<{ event_id: string }>`
    insert into promenade.processed_events (merchant_id, consumer_group, event_id, event_type)
    select distinct ${tx.merchantId}::uuid, ${group}, id, ${type} from unnest(${ids}::uuid[]) as id
    on conflict do nothing
    returning event_id`.execute(tx.sql);
  const claimed = new Set(rows.map(({ event_id }) => event_id));
  // The same event may stand twice in one delivery: only its first place counts.
  return records.filter(({ envelope }) => claimed.delete(envelope.eventId));
};
