import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { ReadableEvent } from './readable-event.js';

interface Consumer {
  readonly group: string;
  readonly type: string;
}

type Claimed = readonly { readonly event_id: string }[];

/** Marks records as processed by a group. @returns those that were not yet */
export const claimEvents = async (
  tx: Transaction,
  consumer: Consumer,
  records: readonly ReadableEvent[],
): Promise<readonly ReadableEvent[]> => {
  const { rows } = await claim(tx.merchantId, consumer, records).execute(tx.sql);
  return fresh(rows, records);
};

/** Marks records whose effect is committed as processed by a group, in one round trip. */
export const claimHandled = async (
  database: Database,
  merchantId: string,
  consumer: Consumer,
  records: readonly ReadableEvent[],
): Promise<void> => {
  await database.statement(merchantId, claim(merchantId, consumer, records));
};

const claim = (
  merchantId: string,
  { group, type }: Consumer,
  records: readonly ReadableEvent[],
): RawBuilder<Claimed[number]> => {
  const ids = records.map(({ envelope }) => envelope.eventId);
  return sql`
    select event_id
    from promenade.claim_events(${merchantId}, ${group}, ${type}, ${ids}::uuid[]) as event_id`;
};

const fresh = (rows: Claimed, records: readonly ReadableEvent[]): readonly ReadableEvent[] => {
  const claimed = new Set(rows.map(({ event_id }) => event_id));
  // The same event may stand twice in one delivery: only its first place counts.
  return records.filter(({ envelope }) => claimed.delete(envelope.eventId));
};
