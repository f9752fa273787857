import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { DispatchedDay, DispatchedEvent } from '../domain/dispatched-event.js';
import type { MessageContent } from '../domain/message-content.js';
import { growRevision, lockEvent } from './dispatch-changes.js';

interface Row {
  dispatch_date: string;
  opened_at: Date;
  retracted_at: Date | null;
  content: Record<string, MessageContent>;
}

/** As the tables of the inbox have it, which do not count messages. */
export type StoredDispatches = Omit<DispatchedEvent, 'days'> & {
  readonly days: readonly Omit<DispatchedDay, 'recipients'>[];
};

/**
 * What is done to messages that are dispatched already. They themselves are never touched: a dispatch is retracted or its
 * content is replaced, in one place for all its messages, those that are written after it too.
 */
@injectable()
export class DispatchedEventStore {
  /** @returns no day for an event of which nothing was dispatched, or that is not known */
  async find(tx: Transaction, eventId: string): Promise<StoredDispatches> {
    const { rows } = await sql<Row>`
      select d.dispatch_date::text as dispatch_date, d.opened_at, d.retracted_at,
        jsonb_object_agg(c.locale, jsonb_build_object('title', c.title, 'body', c.body)) as content
      from inbox.dispatch d join inbox.dispatch_content c using (merchant_id, dispatch_no)
      where d.merchant_id = ${tx.merchantId} and d.event_id = ${eventId}
      group by d.merchant_id, d.dispatch_no, d.dispatch_date, d.opened_at, d.retracted_at
      order by d.dispatch_no`.execute(tx.sql);
    const retractedAt = rows[0]?.retracted_at ?? undefined;
    return {
      eventId,
      retractedAt: retractedAt && new Date(retractedAt),
      days: rows.map(({ dispatch_date, opened_at, content }) => ({
        dispatchDate: dispatch_date,
        openedAt: new Date(opened_at),
        content,
      })),
    };
  }

  /** Until the transaction ends, no day of the event is opened, and nobody else changes it. */
  async lock(tx: Transaction, eventId: string): Promise<void> {
    await lockEvent(tx, eventId);
  }

  /** Takes the event's messages out of every inbox, or puts them back; again without effect. */
  async setRetracted(tx: Transaction, eventId: string, isRetracted: boolean): Promise<void> {
    const { rows } = await sql`
      update inbox.dispatch set retracted_at = ${isRetracted ? sql`now()` : sql`null`}
      where merchant_id = ${tx.merchantId} and event_id = ${eventId}
        and (retracted_at is not null) <> ${isRetracted}
      returning 1`.execute(tx.sql);
    if (rows.length > 0) await growRevision(tx);
  }

  /** Replaces the content of every dispatched day that has the locale. */
  async correct(
    tx: Transaction,
    eventId: string,
    content: Readonly<Record<string, MessageContent>>,
  ): Promise<void> {
    const contents = Object.entries(content);
    const { rows } = await sql`
      update inbox.dispatch_content c set title = new.title, body = new.body
      from inbox.dispatch d, unnest(
        ${contents.map(([locale]) => locale)}::text[],
        ${contents.map(([, { title }]) => title)}::text[],
        ${contents.map(([, { body }]) => body)}::text[]) as new (locale, title, body)
      where d.merchant_id = ${tx.merchantId} and d.event_id = ${eventId}
        and c.merchant_id = d.merchant_id and c.dispatch_no = d.dispatch_no and c.locale = new.locale
        and (c.title, c.body) is distinct from (new.title, new.body)
      returning 1`.execute(tx.sql);
    if (rows.length > 0) await growRevision(tx);
  }
}
