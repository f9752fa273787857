import type { Transaction } from '@promenade/core';
import type { CustomerCreatedRecord, CustomerUpdatedRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { AudienceStore } from '../store/audience-store.js';

/** Keeps the audience in step with the core service's customers. */
@injectable()
export class AudienceProjection {
  constructor(private readonly audience: AudienceStore) {}

  /** The last event of each customer counts. */
  async put(
    tx: Transaction,
    events: readonly (CustomerCreatedRecord | CustomerUpdatedRecord)[],
  ): Promise<void> {
    const latest = new Map(events.map((event) => [event.customer_id, event]));
    await this.audience.put(
      tx,
      [...latest.values()].map(({ customer_id, locale, occurred_at }) => ({
        userId: customer_id,
        locale,
        at: occurred_at,
      })),
    );
  }

  async remove(tx: Transaction, customerIds: readonly string[]): Promise<void> {
    await this.audience.remove(tx, customerIds);
  }
}
