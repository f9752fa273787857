import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

export interface CustomerChange {
  readonly userId: string;
  /** Empty for a customer who left. */
  readonly locale: string;
  readonly segments: readonly string[];
  readonly hasLeft: boolean;
  readonly at: Date;
}

/** The dispatcher's own copy of the customers, fed by the customer topics. */
@injectable()
export class AudienceStore {
  /** Applies changes, each customer at most once; one that is older than what is known has no effect. */
  async apply(tx: Transaction, changes: readonly CustomerChange[]): Promise<void> {
    const locales = new Set(changes.filter(({ hasLeft }) => !hasLeft).map(({ locale }) => locale));
    await sql`
      insert into dispatch.audience_locale (merchant_id, locale)
      select ${tx.merchantId}, locale from unnest(${[...locales].toSorted()}::text[]) as new (locale)
      where not exists (
        select from dispatch.audience_locale known
        where known.merchant_id = ${tx.merchantId} and known.locale = new.locale)
      on conflict do nothing`.execute(tx.sql);
    await sql`
      insert into dispatch.audience as known (merchant_id, user_id, locale, segments, has_left, changed_at)
      select ${tx.merchantId}, user_id, locale,
        array(select jsonb_array_elements_text(segments)), has_left, at from unnest(
        ${changes.map(({ userId }) => userId)}::uuid[],
        ${changes.map(({ locale }) => locale)}::text[],
        ${changes.map(({ segments }) => JSON.stringify(segments))}::jsonb[],
        ${changes.map(({ hasLeft }) => hasLeft)}::boolean[],
        ${changes.map(({ at }) => at.toISOString())}::timestamptz[])
        as change (user_id, locale, segments, has_left, at)
      on conflict (merchant_id, bucket, user_id)
      do update set locale = excluded.locale, segments = excluded.segments, has_left = excluded.has_left, changed_at = excluded.changed_at
      where known.changed_at <= excluded.changed_at`.execute(tx.sql);
  }

  /** The languages that customers of the merchant have or had. */
  async locales(tx: Transaction): Promise<readonly string[]> {
    const { rows } = await sql<{ locale: string }>`
      select locale from dispatch.audience_locale where merchant_id = ${tx.merchantId}`.execute(
      tx.sql,
    );
    return rows.map(({ locale }) => locale);
  }
}
