import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { Delivery, MessageStore } from '../contract.js';

@injectable()
export class PostgresMessageStore implements MessageStore {
  async deliver(tx: Transaction, delivery: Delivery): Promise<number> {
    if (delivery.recipients.length === 0) return 0;
    const { merchantId } = tx;
    const { eventId, contentVersion, dispatchDate } = delivery;
    const contents = Object.entries(delivery.content);
    await sql`
      insert into inbox.message_content (merchant_id, event_id, content_version, locale, title, body)
      select ${merchantId}, ${eventId}, ${contentVersion}, locale, title, body
      from unnest(
        ${contents.map(([locale]) => locale)}::text[],
        ${contents.map(([, { title }]) => title)}::text[],
        ${contents.map(([, { body }]) => body)}::text[]) as content (locale, title, body)
      on conflict do nothing`.execute(tx.sql);
    const { numAffectedRows } = await sql`
      insert into inbox.message (merchant_id, user_id, event_id, dispatch_date, content_version, locale)
      select ${merchantId}, user_id, ${eventId}, ${dispatchDate}, ${contentVersion}, locale
      from unnest(
        ${delivery.recipients.map(({ userId }) => userId)}::uuid[],
        ${delivery.recipients.map(({ locale }) => locale)}::text[]) as recipient (user_id, locale)
      on conflict do nothing`.execute(tx.sql);
    return Number(numAffectedRows ?? 0n);
  }
}
