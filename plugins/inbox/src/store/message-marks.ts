import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { MessageMark } from '../domain/message.js';
import { ofCustomer, stateOf } from './customer-messages.js';
import { readDispatchNo } from './message-id.js';

/** Writes what customers do with their messages; every statement is bound to merchant and customer. */
@injectable()
export class MessageMarks {
  /** Marks one message; without effect when it is not the customer's, or bears the mark already. */
  async mark(tx: Transaction, userId: string, messageId: string, mark: MessageMark): Promise<void> {
    const dispatchNo = readDispatchNo(tx.merchantId, userId, messageId);
    if (dispatchNo === undefined) return;
    const isRead = mark.isRead ?? null;
    const isArchived = mark.isArchived ?? null;
    await sql`
      insert into inbox.message_state as known (merchant_id, user_id, dispatch_no, is_read, is_archived)
      select m.merchant_id, m.user_id, m.dispatch_no, coalesce(${isRead}::boolean, false), coalesce(${isArchived}::boolean, false)
      from inbox.message m
      where ${ofCustomer(tx, userId)} and m.dispatch_no = ${dispatchNo}
      on conflict (merchant_id, user_id, dispatch_no)
      do update set is_read = coalesce(${isRead}, known.is_read),
        is_archived = coalesce(${isArchived}, known.is_archived), changed_at = now()
      where known.is_read <> coalesce(${isRead}, known.is_read)
        or known.is_archived <> coalesce(${isArchived}, known.is_archived)`.execute(tx.sql);
  }

  /**
   * Marks what is unread in the customer's list as read: what its one statement finds, and nothing that comes after; what is
   * archived, muted or retracted stays unread.
   * @returns how many were unread
   */
  async markAllRead(tx: Transaction, userId: string): Promise<number> {
    const { rows } = await sql<{ marked: number }>`
      with ${stateOf(tx, userId)},
      left_out as materialized (
        select d.dispatch_no from inbox.dispatch d
        where d.merchant_id = ${tx.merchantId} and (d.retracted_at is not null or d.kind = any(coalesce(
          (select muted_kinds from inbox.preference where merchant_id = ${tx.merchantId} and user_id = ${userId}),
          '{}'::text[])))
      ),
      marked as (
        insert into inbox.message_state as known (merchant_id, user_id, dispatch_no, is_read)
        select m.merchant_id, m.user_id, m.dispatch_no, true
        from inbox.message m left join state s using (dispatch_no)
        where ${ofCustomer(tx, userId)} and s.is_read is not true and s.is_archived is not true
          and m.dispatch_no not in (select dispatch_no from left_out)
        order by m.dispatch_no
        on conflict (merchant_id, user_id, dispatch_no)
        do update set is_read = true, changed_at = now() where not known.is_read and not known.is_archived
        returning 1
      )
      select count(*)::int as marked from marked`.execute(tx.sql);
    return rows[0]?.marked ?? 0;
  }
}
