import { decodeCursor, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Message } from '../domain/message.js';

interface Row {
  message_id: string;
  event_id: string;
  dispatch_date: string;
  title: string;
  body: string;
  locale: string;
  is_read: boolean;
  created_at: Date;
}

const toMessage = (row: Row): Message => ({
  messageId: row.message_id,
  eventId: row.event_id,
  dispatchDate: row.dispatch_date,
  content: { title: row.title, body: row.body },
  locale: row.locale,
  isRead: row.is_read,
  createdAt: new Date(row.created_at),
});

const readable = sql`
  select m.message_id, m.event_id, m.dispatch_date::text as dispatch_date, c.title, c.body, m.locale, m.is_read, m.created_at
  from inbox.message m
  join inbox.message_content c using (merchant_id, event_id, content_version, locale)`;

/** One customer's view of the messages; every statement is bound to merchant and customer. */
@injectable()
export class MessageReader {
  /** Newest first; message ids are UUID v7, so they order by time. */
  async page(
    tx: Transaction,
    userId: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ items: Message[]; next_cursor: string | null }> {
    const before = decodeCursor(cursor, [z.guid()])?.[0] ?? null;
    const { rows } = await sql<Row>`
      ${readable}
      where m.merchant_id = ${tx.merchantId} and m.user_id = ${userId}
        and (${before}::uuid is null or m.message_id < ${before}::uuid)
      order by m.message_id desc limit ${limit + 1}`.execute(tx.sql);
    return toPage(rows.map(toMessage), limit, ({ messageId }) => [messageId]);
  }

  async unreadCount(tx: Transaction, userId: string): Promise<number> {
    const { rows } = await sql<{ unread: number }>`
      select count(*)::int as unread from inbox.message
      where merchant_id = ${tx.merchantId} and user_id = ${userId} and not is_read`.execute(tx.sql);
    return rows[0]?.unread ?? 0;
  }

  /** @returns the message, or undefined when the customer has no such message. */
  async markRead(tx: Transaction, userId: string, messageId: string): Promise<Message | undefined> {
    await sql`
      update inbox.message set is_read = true
      where merchant_id = ${tx.merchantId} and user_id = ${userId} and message_id = ${messageId} and not is_read
    `.execute(tx.sql);
    const { rows } = await sql<Row>`
      ${readable}
      where m.merchant_id = ${tx.merchantId} and m.user_id = ${userId} and m.message_id = ${messageId}
    `.execute(tx.sql);
    return rows[0] && toMessage(rows[0]);
  }
}
