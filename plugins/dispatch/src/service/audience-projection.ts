import type { Transaction } from '@promenade/core';
import type {
  CustomerCreatedRecord,
  CustomerDeletedRecord,
  CustomerUpdatedRecord,
} from '@promenade/proto';
import { injectable } from 'inversify';
import { AudienceStore } from '../store/audience-store.js';

/** Keeps the audience in step with the core service's customers. */
@injectable()
export class AudienceProjection {
  constructor(private readonly audience: AudienceStore) {}

  /** Customers who are there, in their language. */
  put(
    tx: Transaction,
    events: readonly (CustomerCreatedRecord | CustomerUpdatedRecord)[],
  ): Promise<void> {
    const changes = lastOfEach(events).map(
      ({ customer_id, locale, segments, occurred_at, event_id }) => ({
        userId: customer_id,
        locale,
        segments,
        hasLeft: false,
        at: occurred_at,
        by: event_id,
      }),
    );
    return this.audience.apply(tx, changes);
  }

  /** Customers who left. */
  remove(tx: Transaction, events: readonly CustomerDeletedRecord[]): Promise<void> {
    const changes = lastOfEach(events).map(({ customer_id, occurred_at, event_id }) => ({
      userId: customer_id,
      locale: '',
      segments: [],
      hasLeft: true,
      at: occurred_at,
      by: event_id,
    }));
    return this.audience.apply(tx, changes);
  }
}

interface Change {
  readonly event_id: string;
  readonly customer_id: string;
  readonly occurred_at: Date;
}

const lastOfEach = <E extends Change>(events: readonly E[]): E[] => {
  const last = new Map<string, E>();
  for (const event of events) {
    const known = last.get(event.customer_id);
    if (!known || isLater(event, known)) last.set(event.customer_id, event);
  }
  return [...last.values()];
};

const isLater = (one: Change, other: Change): boolean => {
  const difference = one.occurred_at.getTime() - other.occurred_at.getTime();
  return difference > 0 || (difference === 0 && one.event_id > other.event_id);
};
