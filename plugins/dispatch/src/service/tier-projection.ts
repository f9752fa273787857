import type { Transaction } from '@promenade/core';
import type { VipTierAssignedRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { CustomerTierStore } from '../store/customer-tier-store.js';

/** Keeps the tier of each customer in step with the loyalty campaign. */
@injectable()
export class TierProjection {
  constructor(private readonly tiers: CustomerTierStore) {}

  put(tx: Transaction, events: readonly VipTierAssignedRecord[]): Promise<void> {
    return this.tiers.apply(
      tx,
      events.map(({ event_id, customer_id, tier_id, assigned_at }) => ({
        userId: customer_id,
        tierId: tier_id,
        at: assigned_at,
        by: event_id,
      })),
    );
  }
}
