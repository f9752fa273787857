import { decodeCursor, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Message, MessageFilter, UnreadCount } from '../domain/message.js';
import { isOneOf, ofCustomer, shownBy, stateOf } from './customer-messages.js';
import { type CustomerView, CustomerViews, viewRevision } from './customer-views.js';
import { messageIdOf, readDispatchNo } from './message-id.js';

interface Row {
  dispatch_no: number;
  locale_no: number;
  is_read: boolean;
  is_archived: boolean;
}

/** A row of no message stands for an empty page, so that its revision is known all the same. */
type PageRow = (Row | { [column in keyof Row]: null }) & { revision: string };

/** Which messages are asked for. */
export interface MessageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly filter?: MessageFilter | undefined;
  readonly eventId?: string | undefined;
}

export interface MessagePage {
  items: Message[];
  next_cursor: string | null;
}

/** One customer's view of the messages; every statement is bound to merchant and customer. */
@injectable()
export class MessageReader {
  constructor(private readonly views: CustomerViews) {}

  /** Newest first. */
  async page(tx: Transaction, userId: string, query: MessageQuery): Promise<MessagePage> {
    const { limit, cursor, filter, eventId } = query;
    const before = decodeCursor(cursor, [
      z.coerce
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1),
    ])?.[0];
    const older = before === undefined ? sql`` : sql`and m.dispatch_no < ${before}`;
    return this.views.consistently(tx, userId, async (view) => {
      const ofEvent = eventId === undefined ? sql`` : sql`and ${isOneOf(daysOf(view, eventId))}`;
      const { rows } = await sql<PageRow>`
        with ${stateOf(tx, userId)}
        select asked.revision, page.*
        from (select ${viewRevision(tx, userId)} as revision) asked
        left join lateral (
          select m.dispatch_no, m.locale_no, coalesce(s.is_read, false) as is_read,
            coalesce(s.is_archived, false) as is_archived
          from inbox.message m left join state s using (dispatch_no)
          where ${ofCustomer(tx, userId)} and ${shownBy(filter, view)} ${ofEvent} ${older}
          order by m.dispatch_no desc limit ${limit + 1}
        ) page on true
        order by page.dispatch_no desc`.execute(tx.sql);
      const messages = rows.filter((row): row is Row & PageRow => row.dispatch_no !== null);
      const found = toPage(messages, limit, ({ dispatch_no }) => [String(dispatch_no)]);
      const items = found.items.flatMap((row) => messageOf(tx, userId, row, view) ?? []);
      return { value: { ...found, items }, revision: rows[0]?.revision ?? '' };
    });
  }

  unreadCount(tx: Transaction, userId: string): Promise<UnreadCount & { revision: string }> {
    return this.views.consistently(tx, userId, async (view) => {
      const { rows } = await sql<{ unread: number; later: number; revision: string }>`
        with ${stateOf(tx, userId)}
        select ${viewRevision(tx, userId)} as revision,
          count(*) filter (where not ${isOneOf(view.later)})::int as unread,
          count(*) filter (where ${isOneOf(view.later)})::int as later
        from inbox.message m left join state s using (dispatch_no)
        where ${ofCustomer(tx, userId)} and ${shownBy('unread', view)}`.execute(tx.sql);
      const { unread = 0, later = 0, revision = '' } = rows[0] ?? {};
      return { value: { unread, later, laterUntil: view.laterUntil, revision }, revision };
    });
  }

  /** @returns undefined when the customer has no such message, or it is retracted. */
  async find(tx: Transaction, userId: string, messageId: string): Promise<Message | undefined> {
    const dispatchNo = readDispatchNo(tx.merchantId, userId, messageId);
    if (dispatchNo === undefined) return undefined;
    return this.views.consistently(tx, userId, async (view) => {
      const { rows } = await sql<PageRow>`
        select asked.revision, m.dispatch_no, m.locale_no, coalesce(s.is_read, false) as is_read,
          coalesce(s.is_archived, false) as is_archived
        from (select ${viewRevision(tx, userId)} as revision) asked
        left join inbox.message m on ${ofCustomer(tx, userId)} and m.dispatch_no = ${dispatchNo}
        left join inbox.message_state s using (merchant_id, user_id, dispatch_no)`.execute(tx.sql);
      const [row] = rows;
      const value = row && row.dispatch_no !== null ? messageOf(tx, userId, row, view) : undefined;
      return { value, revision: row?.revision ?? '' };
    });
  }

  /** The kinds of the messages that the customer has, in alphabetical order. */
  async kinds(tx: Transaction, userId: string): Promise<readonly string[]> {
    const { rows } = await sql<{ kind: string }>`
      with mine as materialized (select m.dispatch_no from inbox.message m where ${ofCustomer(tx, userId)})
      select distinct d.kind from mine join inbox.dispatch d on d.dispatch_no = mine.dispatch_no
      where d.merchant_id = ${tx.merchantId} and d.retracted_at is null and d.kind <> ''`.execute(
      tx.sql,
    );
    return rows.map(({ kind }) => kind).toSorted();
  }
}

const daysOf = ({ dispatches }: CustomerView, eventId: string): readonly number[] =>
  [...dispatches.byNo]
    .filter(([, day]) => day.eventId === eventId.toLowerCase())
    .map(([dispatchNo]) => dispatchNo);

const messageOf = (
  tx: Transaction,
  userId: string,
  row: Row,
  { dispatches, later }: CustomerView,
): Message | undefined => {
  const dispatch = dispatches.byNo.get(row.dispatch_no);
  const content = dispatch?.contents[row.locale_no];
  if (!dispatch || !content || dispatch.isRetracted) return undefined;
  const { locale, title, body } = content;
  return {
    messageId: messageIdOf(tx.merchantId, userId, row.dispatch_no),
    eventId: dispatch.eventId,
    dispatchDate: dispatch.dispatchDate,
    kind: dispatch.kind,
    content: { title, body },
    locale,
    isRead: row.is_read,
    isArchived: row.is_archived,
    isLater: later.includes(row.dispatch_no),
    createdAt: dispatch.openedAt,
  };
};
