import { decodeCursor, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Message } from '../domain/message.js';
import { bucketOf } from '../domain/message-bucket.js';
import { dispatchNoOf, messageIdOf } from '../domain/message-id.js';
import { DispatchDirectory, type Dispatches } from './dispatch-directory.js';

interface Row {
  dispatch_no: number;
  locale_no: number;
  is_read: boolean;
}

/** The answer of a statement, and which revision of the dispatches it goes with. */
interface Answer<T> {
  readonly value: T;
  readonly revision: number;
}

const revision = sql`(select revision from inbox.dispatch_revision r where r.merchant_id = m.merchant_id)`;

/** One customer's view of the messages; every statement is bound to merchant and customer. */
@injectable()
export class MessageReader {
  constructor(private readonly dispatches: DispatchDirectory) {}

  /** Newest first. */
  async page(
    tx: Transaction,
    userId: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ items: Message[]; next_cursor: string | null }> {
    const before = decodeCursor(cursor, [z.coerce.number().int()])?.[0];
    const older = before === undefined ? sql`` : sql`and m.dispatch_no < ${before}`;
    return this.consistently(tx, async (known) => {
      const { rows } = await sql<Row & { revision: string }>`
        ${withState(tx, userId)}
        select m.dispatch_no, m.locale_no, coalesce(s.is_read, false) as is_read, ${revision} as revision
        from inbox.message m left join state s using (dispatch_no)
        where ${ofCustomer(tx, userId)} and ${notRetracted(known)} ${older}
        order by m.dispatch_no desc limit ${limit + 1}`.execute(tx.sql);
      const found = toPage(rows, limit, ({ dispatch_no }) => [String(dispatch_no)]);
      const items = found.items.flatMap((row) => messageOf(tx, userId, row, known) ?? []);
      return { value: { ...found, items }, revision: Number(rows[0]?.revision ?? known.revision) };
    });
  }

  unreadCount(tx: Transaction, userId: string): Promise<number> {
    return this.consistently(tx, async (known) => {
      const { rows } = await sql<{ unread: number; revision: string | null }>`
        ${withState(tx, userId)}
        select count(*)::int as unread,
          (select revision from inbox.dispatch_revision where merchant_id = ${tx.merchantId}) as revision
        from inbox.message m left join state s using (dispatch_no)
        where ${ofCustomer(tx, userId)} and ${notRetracted(known)} and s.is_read is not true`.execute(
        tx.sql,
      );
      return {
        value: rows[0]?.unread ?? 0,
        revision: Number(rows[0]?.revision ?? known.revision),
      };
    });
  }

  /** @returns the message, or undefined when the customer has no such message. */
  async markRead(tx: Transaction, userId: string, messageId: string): Promise<Message | undefined> {
    const dispatchNo = dispatchNoOf(messageId);
    if (messageIdOf(tx.merchantId, userId, dispatchNo) !== messageId.toLowerCase())
      return undefined;
    await sql`
      insert into inbox.message_state (merchant_id, user_id, dispatch_no, is_read)
      select m.merchant_id, m.user_id, m.dispatch_no, true from inbox.message m
      where ${ofCustomer(tx, userId)} and m.dispatch_no = ${dispatchNo}
      on conflict (merchant_id, user_id, dispatch_no)
      do update set is_read = true, changed_at = now() where not message_state.is_read`.execute(
      tx.sql,
    );
    return this.consistently(tx, async (known) => {
      const { rows } = await sql<Row & { revision: string }>`
        select m.dispatch_no, m.locale_no, true as is_read, ${revision} as revision
        from inbox.message m
        where ${ofCustomer(tx, userId)} and m.dispatch_no = ${dispatchNo} and ${notRetracted(known)}`.execute(
        tx.sql,
      );
      const [row] = rows;
      return {
        value: row && messageOf(tx, userId, row, known),
        revision: Number(row?.revision ?? known.revision),
      };
    });
  }

  /** Asks with what is known of the dispatches, and once more when that was out of date. */
  private async consistently<T>(
    tx: Transaction,
    ask: (known: Dispatches) => Promise<Answer<T>>,
  ): Promise<T> {
    const known = this.dispatches.of(tx.merchantId);
    const first = await ask(known);
    if (first.revision === known.revision) return first.value;
    await this.dispatches.load(tx);
    return (await ask(this.dispatches.of(tx.merchantId))).value;
  }
}

const ofCustomer = (tx: Transaction, userId: string): RawBuilder<unknown> =>
  sql`m.merchant_id = ${tx.merchantId} and m.bucket = ${bucketOf(userId)}::smallint and m.user_id = ${userId}`;

/** Read once and joined in memory: looking into it message by message would touch its index for each. */
const withState = (tx: Transaction, userId: string): RawBuilder<unknown> => sql`
  with state as materialized (
    select dispatch_no, is_read from inbox.message_state
    where merchant_id = ${tx.merchantId} and user_id = ${userId}
  )`;

const notRetracted = ({ retracted }: Dispatches): RawBuilder<unknown> =>
  retracted.length === 0 ? sql`true` : sql`m.dispatch_no <> all(${[...retracted]}::int[])`;

const messageOf = (
  tx: Transaction,
  userId: string,
  row: Row,
  { byNo }: Dispatches,
): Message | undefined => {
  const dispatch = byNo.get(row.dispatch_no);
  const content = dispatch?.contents[row.locale_no];
  if (!dispatch || !content) return undefined;
  const { locale, title, body } = content;
  return {
    messageId: messageIdOf(tx.merchantId, userId, row.dispatch_no),
    eventId: dispatch.eventId,
    dispatchDate: dispatch.dispatchDate,
    content: { title, body },
    locale,
    isRead: row.is_read,
    createdAt: dispatch.openedAt,
  };
};
