import { Clock, Database, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { v7 as uuidv7 } from 'uuid';
import type { Milestone, MilestoneFields } from '../domain/milestone.js';
import { reachedPercent } from '../domain/reached-percent.js';
import { CustomerCountStore } from '../store/customer-count-store.js';
import { MilestoneStore, type PageRequest } from '../store/milestone-store.js';

export interface MilestoneProgress extends Milestone {
  readonly reachedPercent: number;
}

/** A merchant's use cases on milestones. */
@injectable()
export class Milestones {
  constructor(
    private readonly database: Database,
    private readonly milestones: MilestoneStore,
    private readonly customers: CustomerCountStore,
    private readonly clock: Clock,
  ) {}

  /** @throws invalid-cursor */
  list(
    merchantId: string,
    page: PageRequest,
  ): Promise<{ items: MilestoneProgress[]; next_cursor: string | null }> {
    return this.database.transaction(merchantId, async (tx) => {
      const { items, next_cursor } = await this.milestones.list(tx, page);
      const present = await this.customers.get(tx);
      return { items: items.map((milestone) => progressOf(milestone, present)), next_cursor };
    });
  }

  /** @throws milestone-exists when one takes the same number of customers */
  set(merchantId: string, fields: MilestoneFields): Promise<MilestoneProgress> {
    const milestone = { ...fields, milestoneId: uuidv7(), createdAt: this.clock.now() };
    return this.database.transaction(merchantId, async (tx) => {
      await this.milestones.insert(tx, milestone);
      return progressOf(milestone, await this.customers.get(tx));
    });
  }

  countCustomers(tx: Transaction, more: number): Promise<void> {
    return this.customers.add(tx, more);
  }
}

const progressOf = (milestone: Milestone, present: number): MilestoneProgress => ({
  ...milestone,
  reachedPercent: reachedPercent(milestone.customers, present),
});
