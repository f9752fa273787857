import { Clock, type EventEnvelope, type Transaction } from '@promenade/core';
import type { CustomerCreatedRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { defaultTier } from '../domain/default-tier.js';
import { AssignmentStore } from '../store/assignment-store.js';
import { TierReader } from '../store/tier-reader.js';
import { TierEvents } from './tier-events.js';

/** A new customer, and the envelope of the event that told of it. */
export interface NewCustomer {
  readonly customer: Pick<CustomerCreatedRecord, 'customer_id'>;
  readonly envelope: Pick<EventEnvelope, 'correlationId'>;
}

/** Puts new customers into the merchant's default tier, where it has one. */
@injectable()
export class DefaultAssignment {
  constructor(
    private readonly clock: Clock,
    private readonly reader: TierReader,
    private readonly assignments: AssignmentStore,
    private readonly events: TierEvents,
  ) {}

  /** A customer who has a tier keeps it, so that a second event about the same one changes nothing. */
  async assign(tx: Transaction, customers: readonly NewCustomer[]): Promise<void> {
    const tier = defaultTier(await this.reader.list(tx));
    if (!tier) return;
    const causes = new Map(
      customers.map(({ customer, envelope }) => [customer.customer_id, envelope.correlationId]),
    );
    const assignedAt = this.clock.now();
    const { tierId } = tier;
    const assigned = await this.assignments.assignNew(tx, [...causes.keys()], tierId, assignedAt);
    await this.events.assigned(
      tx,
      assigned.map((customerId) => ({
        customerId,
        tierId,
        assignedAt,
        correlationId: causes.get(customerId) ?? '',
      })),
    );
  }
}
