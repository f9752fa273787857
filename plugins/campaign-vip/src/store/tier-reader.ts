import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { Benefits } from '../domain/benefits.js';
import type { Tier } from '../domain/tier.js';
import { tierError } from './tier-errors.js';

interface Row {
  id: string;
  merchant_id: string;
  tier_id: string;
  locale: string;
  name: string;
  min_points: number;
  discount_percentage: number;
  free_shipping: boolean;
  exclusive_access: boolean;
  benefits: Benefits | null;
  version: number;
  created_at: Date | string;
  updated_at: Date | string;
  translations: Record<string, { name: string; custom_perks: string[] | null }>;
}

const toTier = (row: Row): Tier => ({
  id: row.id,
  merchantId: row.merchant_id,
  tierId: row.tier_id,
  locale: row.locale,
  name: row.name,
  minPoints: row.min_points,
  discountPercentage: row.discount_percentage,
  freeShipping: row.free_shipping,
  exclusiveAccess: row.exclusive_access,
  benefits: row.benefits ?? {},
  version: row.version,
  createdAt: new Date(row.created_at),
  updatedAt: new Date(row.updated_at),
  translations: Object.fromEntries(
    Object.entries(row.translations).map(([locale, { name, custom_perks }]) => [
      locale,
      { name, ...(custom_perks && { custom_perks }) },
    ]),
  ),
});

// One statement: read in two, a tier could come with the translations of its next version.
const tiers = sql`
  select tier.*, coalesce(
    (select jsonb_object_agg(text.locale, jsonb_build_object('name', text.name, 'custom_perks', text.custom_perks))
     from campaign_vip.vip_tier_translations text
     where text.merchant_id = tier.merchant_id and text.tier_id = tier.tier_id), '{}') as translations
  from campaign_vip.vip_tiers tier`;

const order = sql`order by tier.min_points, tier.tier_id`;

/** Reads tiers with their translations, in ascending order of points, then of tier id. */
@injectable()
export class TierReader {
  /** @throws tier-not-found */
  async get(tx: Transaction, tierId: string): Promise<Tier> {
    const { rows } = await sql<Row>`
      ${tiers} where tier.merchant_id = ${tx.merchantId} and tier.tier_id = ${tierId}`.execute(
      tx.sql,
    );
    const [row] = rows;
    if (!row) throw tierError('tier-not-found', { params: { tier_id: tierId } });
    return toTier(row);
  }

  async list(tx: Transaction): Promise<readonly Tier[]> {
    const { rows } = await sql<Row>`
      ${tiers} where tier.merchant_id = ${tx.merchantId} ${order}`.execute(tx.sql);
    return rows.map(toTier);
  }
}
