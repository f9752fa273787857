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
    const changes = lastOfEach(events).map(({ customer_id, locale, segments, occurred_at }) => ({
      userId: customer_id,
      locale,
      segments,
      hasLeft: false,
      at: occurred_at,
    }));
    return this.audience.apply(tx, changes);
  }

  /** Customers who left. */
  remove(tx: Transaction, events: readonly CustomerDeletedRecord[]): Promise<void> {
    const changes = lastOfEach(events).map(({ customer_id, occurred_at }) => ({
      userId: customer_id,
      locale: '',
      segments: [],
      hasLeft: true,
      at: occurred_at,
    }));
    return this.audience.apply(tx, changes);
  }
}

const lastOfEach = <E extends { readonly customer_id: string; readonly occurred_at: Date }>(
  events: readonly E[],
): E[] => {
  const last = new Map<string, E>();
  for (const event of events) {
    const known = last.get(event.customer_id);
    if (!known || known.occurred_at <= event.occurred_at) last.set(event.customer_id, event);
  }
  return [...last.values()];
};
