import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { StoredRecord } from '../event-bus.js';
import type { DeadLetter, DeadLetterState } from './dead-letter-view.js';

export interface Settlement {
  readonly state: Exclude<DeadLetterState, 'open'>;
  /** Who did it. */
  readonly by: string;
  readonly reason?: string | undefined;
}

interface Row {
  position: string;
  written_at: Date;
  state: Exclude<DeadLetterState, 'open'>;
  changed_by: string;
  changed_at: Date;
  reason: string | null;
}

/** What became of the records of one dead-letter topic; those of whom nothing is known are open. */
export const statesOf = async (
  database: Database,
  topic: string,
  records: readonly StoredRecord[],
): Promise<(record: StoredRecord) => Pick<DeadLetter, 'state' | 'settled'>> => {
  const { rows } = await sql<Row>`
    select position, written_at, state, changed_by, changed_at, reason from promenade.dead_letter_state
    where topic = ${topic} and position = any(${records.map(({ position }) => position)}::text[])
  `.execute(database.acrossMerchants());
  // A topic that was made anew counts its positions from the beginning: the time tells its records from the old ones.
  const found = new Map(rows.map((row) => [`${row.position}/${row.written_at.getTime()}`, row]));
  return ({ position, time }) => {
    const row = found.get(`${position}/${time.getTime()}`);
    if (!row) return { state: 'open' };
    const { state, changed_by: by, changed_at: at, reason } = row;
    return { state, settled: { by, at, reason: reason ?? undefined } };
  };
};

/** Remembers what became of a dead letter of the transaction's merchant. */
export const settle = async (
  tx: Transaction,
  { topic, position, time }: StoredRecord,
  { state, by, reason = '' }: Settlement,
): Promise<void> => {
  await sql`
    insert into promenade.dead_letter_state
      (merchant_id, topic, position, written_at, state, changed_by, reason)
    values (${tx.merchantId}, ${topic}, ${position}, ${time}, ${state}, ${by}, nullif(${reason}, ''))
    on conflict (merchant_id, topic, position, written_at) do update
      set state = excluded.state, changed_by = excluded.changed_by, reason = excluded.reason, changed_at = now()
  `.execute(tx.sql);
};
