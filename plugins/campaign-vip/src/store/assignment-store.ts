import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

/** Keeps which tier a customer belongs to. */
@injectable()
export class AssignmentStore {
  /** Assigns those who have no tier yet. @returns them; each once, however often they are named */
  async assignNew(
    tx: Transaction,
    customerIds: readonly string[],
    tierId: string,
    assignedAt: Date,
  ): Promise<readonly string[]> {
    const { rows } = await sql<{ customer_id: string }>`
      insert into campaign_vip.vip_tier_assignments (merchant_id, customer_id, tier_id, assigned_at)
      select distinct ${tx.merchantId}::uuid, customer_id, ${tierId}::text, ${assignedAt.toISOString()}::timestamptz
      from unnest(${[...customerIds]}::uuid[]) customer_id
      on conflict do nothing
      returning customer_id`.execute(tx.sql);
    return rows.map(({ customer_id }) => customer_id);
  }
}
