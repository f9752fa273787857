import { LockMode } from '@mikro-orm/core';
import {
  coreError,
  decodeCursor,
  defineErrors,
  instant,
  type Transaction,
  toPage,
} from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PromotionEventStatus } from '../domain/promotion-event-status.js';
import { PromotionEvent } from './promotion-event.js';

const fail = defineErrors('scheduling', { 'event-not-found': 'not-found' });

/** An event without those listed in its audience. */
export type PromotionEventLine = Omit<PromotionEvent, 'audience'>;

export interface EventFilter {
  /** Events whose window touches the time from here. */
  readonly from?: Date | undefined;
  /** Events whose window touches the time before this. */
  readonly to?: Date | undefined;
  readonly status?: PromotionEventStatus | undefined;
  /** Part of the title or the promotion package, in any case. */
  readonly text?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

@injectable()
export class PromotionEventStore {
  /** @throws event-not-found */
  async get(tx: Transaction, eventId: string): Promise<PromotionEvent> {
    const event = await tx.em.findOne(PromotionEvent, { merchantId: tx.merchantId, eventId });
    return this.found(event, eventId);
  }

  /**
   * Reads an event in order to change or remove it: the row is held until the transaction ends, because a removal, unlike
   * a change, does not look at the version again.
   * @throws event-not-found; version-mismatch unless the event is at the expected version.
   */
  async getAt(tx: Transaction, eventId: string, version: number): Promise<PromotionEvent> {
    const event = this.found(await this.findLocked(tx, eventId), eventId);
    if (event.version !== version) throw coreError('version-mismatch');
    return event;
  }

  /** Holds the row until the transaction ends, so that ticks and edits of one event follow each other. */
  findLocked(tx: Transaction, eventId: string): Promise<PromotionEvent | null> {
    return tx.em.findOne(
      PromotionEvent,
      { merchantId: tx.merchantId, eventId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  /**
   * Writes a new event, or one that the transaction holds; now rather than at commit, so that the version is the new one.
   * When its timer should wake is not known any more.
   */
  async save(tx: Transaction, event: PromotionEvent): Promise<void> {
    await tx.em.persist(event).flush();
    await this.noteWake(tx, event, '-infinity');
  }

  /** Notes when the timer of an event wakes next; no change of the event. */
  async noteWake(
    tx: Transaction,
    { eventId }: Pick<PromotionEvent, 'eventId'>,
    wakesAt: Date | '-infinity',
  ): Promise<void> {
    await sql`
      update scheduling.promotion_event set wakes_at = ${wakesAt}::timestamptz
      where merchant_id = ${tx.merchantId} and event_id = ${eventId}
        and wakes_at <> ${wakesAt}::timestamptz`.execute(tx.sql);
  }

  async remove(tx: Transaction, event: PromotionEvent): Promise<void> {
    await tx.em.remove(event).flush();
  }

  /** By start, then id. */
  async list(
    tx: Transaction,
    { from, to, status, text, limit, cursor }: EventFilter,
  ): Promise<{ items: PromotionEventLine[]; next_cursor: string | null }> {
    const after = decodeCursor(cursor, [instant, z.guid()]);
    const pattern = text && `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const rows = await tx.em.find(
      PromotionEvent,
      {
        merchantId: tx.merchantId,
        ...(from && { end: { $gt: from } }),
        ...(status && { status }),
        $and: [
          ...(to ? [{ start: { $lt: to } }] : []),
          ...(pattern
            ? [{ $or: [{ title: { $ilike: pattern } }, { promotionPackage: { $ilike: pattern } }] }]
            : []),
          ...(after
            ? [
                {
                  $or: [
                    { start: { $gt: after[0] } },
                    { start: after[0], eventId: { $gt: after[1] } },
                  ],
                },
              ]
            : []),
        ],
      },
      { orderBy: [{ start: 'asc' }, { eventId: 'asc' }], limit: limit + 1, exclude: ['audience'] },
    );
    return toPage(rows, limit, (event) => [event.start.toISOString(), event.eventId]);
  }

  private found(event: PromotionEvent | null, eventId: string): PromotionEvent {
    if (!event) throw fail('event-not-found', { params: { event_id: eventId } });
    return event;
  }
}
