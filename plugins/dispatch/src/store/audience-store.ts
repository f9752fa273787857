import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { BucketRange } from '../domain/buckets.js';
import type { Readers } from '../domain/foreign-readers.js';

export interface Member {
  readonly userId: string;
  readonly locale: string;
  readonly bucket: number;
}

/** Where a reader of a slice has come to. */
export interface AudiencePosition {
  readonly bucket: number;
  readonly userId: string;
}

export interface CustomerChange {
  readonly userId: string;
  /** Empty for a customer who left. */
  readonly locale: string;
  readonly hasLeft: boolean;
  readonly at: Date;
  /** The record's id, UUID v7: of two changes of the same instant the later record wins. */
  readonly by: string;
}

/** The dispatcher's own copy of the customers, fed by the customer topics. */
@injectable()
export class AudienceStore {
  /**
   * Applies changes, each customer at most once; one that is older than what is known has no effect. Of the same instant a
   * leaving wins, then the later record: so the outcome is the same in whatever order they come.
   */
  async apply(tx: Transaction, changes: readonly CustomerChange[]): Promise<void> {
    await sql`
      insert into dispatch.audience as known (merchant_id, user_id, locale, has_left, changed_at, changed_by)
      select ${tx.merchantId}, user_id, locale, has_left, at, by from unnest(
        ${changes.map(({ userId }) => userId)}::uuid[],
        ${changes.map(({ locale }) => locale)}::text[],
        ${changes.map(({ hasLeft }) => hasLeft)}::boolean[],
        ${changes.map(({ at }) => at.toISOString())}::timestamptz[],
        ${changes.map(({ by }) => by)}::uuid[])
        as change (user_id, locale, has_left, at, by)
      on conflict (merchant_id, bucket, user_id)
      do update set locale = excluded.locale, has_left = excluded.has_left,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
      where (known.changed_at, known.has_left, known.changed_by)
        < (excluded.changed_at, excluded.has_left, excluded.changed_by)`.execute(tx.sql);
  }

  /** How many customers there are of each locale. */
  async readers(tx: Transaction): Promise<readonly Readers[]> {
    const { rows } = await sql<Readers>`
      select locale, count(*)::int as customers from dispatch.audience
      where merchant_id = ${tx.merchantId} and not has_left group by locale`.execute(tx.sql);
    return rows;
  }

  /** The next members of a slice, by bucket and user. */
  async read(
    tx: Transaction,
    buckets: BucketRange,
    after: AudiencePosition | undefined,
    limit: number,
  ): Promise<readonly Member[]> {
    const { rows } = await sql<{ user_id: string; locale: string; bucket: number }>`
      select user_id, locale, bucket from dispatch.audience
      where merchant_id = ${tx.merchantId}
        and (bucket, user_id) > (${after?.bucket ?? buckets.from - 1}::smallint,
          ${after?.userId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid)
        and bucket < ${buckets.until} and not has_left
      order by bucket, user_id limit ${limit}`.execute(tx.sql);
    return rows.map((row) => ({ userId: row.user_id, locale: row.locale, bucket: row.bucket }));
  }
}
