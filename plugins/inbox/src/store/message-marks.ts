import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

/** Writes what customers do with many messages at once. */
@injectable()
export class MessageMarks {
  /** Marks the customer's messages of some dispatches as read but those that are archived by now. @returns how many were unread */
  async markRead(tx: Transaction, userId: string, dispatchNos: readonly number[]): Promise<number> {
    const { rows } = await sql`
      insert into inbox.message_state as known (merchant_id, user_id, dispatch_no, is_read)
      select ${tx.merchantId}, ${userId}, dispatch_no, true
      from unnest(${[...dispatchNos]}::int[]) as unread (dispatch_no)
      order by dispatch_no
      on conflict (merchant_id, user_id, dispatch_no)
      do update set is_read = true, changed_at = now() where not known.is_read and not known.is_archived
      returning 1`.execute(tx.sql);
    return rows.length;
  }
}
