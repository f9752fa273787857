import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { Readers } from '../domain/foreign-readers.js';
import { type AudienceScope, membersOf } from './audience-query.js';

export interface CustomerChange {
  readonly userId: string;
  /** Empty for a customer who left. */
  readonly locale: string;
  readonly segments: readonly string[];
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
    const locales = new Set(changes.filter(({ hasLeft }) => !hasLeft).map(({ locale }) => locale));
    await sql`
      insert into dispatch.audience_locale (merchant_id, locale)
      select ${tx.merchantId}, locale from unnest(${[...locales].toSorted()}::text[]) as new (locale)
      where not exists (
        select from dispatch.audience_locale known
        where known.merchant_id = ${tx.merchantId} and known.locale = new.locale)
      on conflict do nothing`.execute(tx.sql);
    await sql`
      insert into dispatch.audience as known
        (merchant_id, user_id, locale, segments, has_left, changed_at, changed_by)
      select ${tx.merchantId}, user_id, locale,
        array(select jsonb_array_elements_text(segments)), has_left, at, by from unnest(
        ${changes.map(({ userId }) => userId)}::uuid[],
        ${changes.map(({ locale }) => locale)}::text[],
        ${changes.map(({ segments }) => JSON.stringify(segments))}::jsonb[],
        ${changes.map(({ hasLeft }) => hasLeft)}::boolean[],
        ${changes.map(({ at }) => at.toISOString())}::timestamptz[],
        ${changes.map(({ by }) => by)}::uuid[])
        as change (user_id, locale, segments, has_left, at, by)
      on conflict (merchant_id, bucket, user_id)
      do update set locale = excluded.locale, segments = excluded.segments, has_left = excluded.has_left,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
      where (known.changed_at, known.has_left, known.changed_by)
        < (excluded.changed_at, excluded.has_left, excluded.changed_by)`.execute(tx.sql);
  }

  /** How many members of an audience there are of each locale. */
  async readers(tx: Transaction, scope: AudienceScope): Promise<readonly Readers[]> {
    const { rows } = await sql<Readers>`
      select a.locale, count(*)::integer as customers from ${sql.raw(membersOf(scope))}
      group by a.locale`.execute(tx.sql);
    return rows;
  }

  /** How many members an audience has. */
  async count(tx: Transaction, scope: AudienceScope): Promise<number> {
    const { rows } = await sql<{ members: number }>`
      select count(*)::integer as members from ${sql.raw(membersOf(scope))}`.execute(tx.sql);
    return rows[0]?.members ?? 0;
  }

  /**
   * Whether an audience surely has fewer than so many members, told without looking at more rows than that: by the customers of
   * the merchant, or those of the list.
   */
  async isBelow(
    tx: Transaction,
    { eventId, audience }: AudienceScope,
    limit: number,
  ): Promise<boolean> {
    const among =
      audience.kind === 'LIST'
        ? sql`dispatch.listed_customer where merchant_id = ${tx.merchantId} and event_id = ${eventId}`
        : sql`dispatch.audience where merchant_id = ${tx.merchantId}`;
    const { rows } = await sql<{ is_below: boolean }>`
      select count(*) < ${limit}::integer as is_below from (select from ${among} limit ${limit}) first`.execute(
      tx.sql,
    );
    return rows[0]?.is_below ?? false;
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
