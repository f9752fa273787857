import type { Transaction } from '@promenade/core';
import type { PromotionEventRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { PublishedEventStore } from '../store/published-event-store.js';

/** Keeps what a slice needs of its promotion event. */
@injectable()
export class EventProjection {
  constructor(private readonly events: PublishedEventStore) {}

  put(tx: Transaction, event: PromotionEventRecord): Promise<void> {
    return this.events.put(tx, event);
  }
}
