import { LockMode, OptimisticLockError } from '@mikro-orm/core';
import { coreError, decodeCursor, defineErrors, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { z } from 'zod';
import type { PromotionEventStatus } from '../domain/promotion-event-status.js';
import { PromotionEvent } from './promotion-event.js';

const fail = defineErrors('scheduling', { 'event-not-found': 'not-found' });

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
    const event = await this.find(tx, eventId);
    if (!event) throw fail('event-not-found', { params: { event_id: eventId } });
    return event;
  }

  /** @throws event-not-found; version-mismatch unless the event is at the expected version. */
  async getAt(tx: Transaction, eventId: string, version: number): Promise<PromotionEvent> {
    const event = await this.get(tx, eventId);
    if (event.version !== version) throw coreError('version-mismatch');
    return event;
  }

  find(tx: Transaction, eventId: string): Promise<PromotionEvent | null> {
    return tx.em.findOne(PromotionEvent, { merchantId: tx.merchantId, eventId });
  }

  /** Holds the row until the transaction ends, so that ticks and edits of one event follow each other. */
  findLocked(tx: Transaction, eventId: string): Promise<PromotionEvent | null> {
    return tx.em.findOne(
      PromotionEvent,
      { merchantId: tx.merchantId, eventId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  /** Writes now rather than at commit, so that the version is the new one. @throws version-mismatch */
  async save(tx: Transaction, event: PromotionEvent): Promise<void> {
    try {
      await tx.em.persist(event).flush();
    } catch (error) {
      if (error instanceof OptimisticLockError)
        throw coreError('version-mismatch', { cause: error });
      throw error;
    }
  }

  async remove(tx: Transaction, event: PromotionEvent): Promise<void> {
    await tx.em.remove(event).flush();
  }

  /** By start, then id. */
  async list(
    tx: Transaction,
    { from, to, status, text, limit, cursor }: EventFilter,
  ): Promise<{ items: PromotionEvent[]; next_cursor: string | null }> {
    const after = decodeCursor(cursor, [z.iso.datetime(), z.guid()]);
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
                    { start: { $gt: new Date(after[0]) } },
                    { start: new Date(after[0]), eventId: { $gt: after[1] } },
                  ],
                },
              ]
            : []),
        ],
      },
      { orderBy: [{ start: 'asc' }, { eventId: 'asc' }], limit: limit + 1 },
    );
    return toPage(rows, limit, (event) => [event.start.toISOString(), event.eventId]);
  }
}
