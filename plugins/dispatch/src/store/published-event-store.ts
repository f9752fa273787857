import type { Transaction } from '@promenade/core';
import type { PromotionContent, PromotionEventRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { sql } from 'kysely';

export interface PublishedEvent {
  readonly version: number;
  readonly status: PromotionEventRecord['status'];
  readonly audience: PromotionEventRecord['audience']['kind'];
  readonly content: Readonly<Record<string, PromotionContent>>;
}

/** What the dispatcher keeps of promotion events: the highest version of each. */
@injectable()
export class PublishedEventStore {
  /** A version that is not higher than the known one has no effect. */
  async put(tx: Transaction, event: PromotionEventRecord): Promise<void> {
    await sql`
      insert into dispatch.published_event as known (merchant_id, event_id, version, status, audience, content)
      values (${tx.merchantId}, ${event.event_id}, ${event.version}, ${event.status},
        ${event.audience.kind}, ${JSON.stringify(event.content)})
      on conflict (merchant_id, event_id)
      do update set version = excluded.version, status = excluded.status,
        audience = excluded.audience, content = excluded.content
      where known.version < excluded.version`.execute(tx.sql);
  }

  async find(tx: Transaction, eventId: string): Promise<PublishedEvent | undefined> {
    const { rows } = await sql<PublishedEvent>`
      select version, status, audience, content from dispatch.published_event
      where merchant_id = ${tx.merchantId} and event_id = ${eventId}`.execute(tx.sql);
    return rows[0];
  }
}
