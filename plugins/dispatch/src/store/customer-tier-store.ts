import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

export interface TierChange {
  readonly userId: string;
  readonly tierId: string;
  readonly at: Date;
  /** The record's id, UUID v7: of two changes of the same instant the later record wins. */
  readonly by: string;
}

/** Which tier each customer is in. */
@injectable()
export class CustomerTierStore {
  /** Applies changes; of several of a customer the latest counts, in whatever order they come. */
  async apply(tx: Transaction, changes: readonly TierChange[]): Promise<void> {
    await sql`
      insert into dispatch.customer_tier as known (merchant_id, user_id, tier_id, assigned_at, assigned_by)
      select distinct on (user_id) ${tx.merchantId}::uuid, user_id, tier_id, at, by from unnest(
        ${changes.map(({ userId }) => userId)}::uuid[],
        ${changes.map(({ tierId }) => tierId)}::text[],
        ${changes.map(({ at }) => at.toISOString())}::timestamptz[],
        ${changes.map(({ by }) => by)}::uuid[]) as change (user_id, tier_id, at, by)
      order by user_id, at desc, by desc
      on conflict (merchant_id, bucket, user_id)
      do update set tier_id = excluded.tier_id, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by
      where (known.assigned_at, known.assigned_by) < (excluded.assigned_at, excluded.assigned_by)`.execute(
      tx.sql,
    );
  }
}
