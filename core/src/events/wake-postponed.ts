import { sql } from 'kysely';
import type { Transaction } from '../database/transaction.js';

/**
 * Makes a merchant's records that a group postponed due at once, since what they wait for may be there now. Those for whom it
 * is not are postponed again.
 */
export const wakePostponed = async (
  tx: Transaction,
  { group, topic }: { readonly group: string; readonly topic: string },
): Promise<void> => {
  await sql`
    update promenade.postponed_event set due_at = now(), attempts = 0
    where merchant_id = ${tx.merchantId} and consumer_group = ${group} and topic = ${topic}
      and due_at > now()`.execute(tx.sql);
};
