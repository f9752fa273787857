import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { coreError, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { TierFields } from '../domain/tier.js';
import { tierError } from './tier-errors.js';
import { VipTier } from './vip-tier.js';

/** Writes tiers with their translations. */
@injectable()
export class TierStore {
  /** @throws tier-exists when the merchant has a tier of this tier id. */
  async insert(tx: Transaction, id: string, fields: TierFields): Promise<void> {
    const { translations, ...columns } = fields;
    const { merchantId } = tx;
    const tier = Object.assign(new VipTier(), columns, { merchantId, id, version: 1 });
    try {
      await tx.em.persist(tier).flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) {
        throw tierError('tier-exists', {
          params: { tier_id: fields.tierId },
          fields: [{ path: '/tier_id', code: 'tier-exists' }],
          cause: error,
        });
      }
      throw error;
    }
    await this.writeTranslations(tx, fields.tierId, translations);
  }

  /** @throws tier-not-found; version-mismatch unless the tier is at the expected version. */
  async replace(tx: Transaction, fields: TierFields, expectedVersion: number): Promise<void> {
    const { translations, ...columns } = fields;
    const { tierId } = fields;
    const tier = await tx.em.findOne(
      VipTier,
      { merchantId: tx.merchantId, tierId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!tier) throw tierError('tier-not-found', { params: { tier_id: tierId } });
    if (tier.version !== expectedVersion) throw coreError('version-mismatch');
    Object.assign(tier, columns, { version: expectedVersion + 1 });
    await tx.em.flush();
    await sql`
      delete from campaign_vip.vip_tier_translations
      where merchant_id = ${tx.merchantId} and tier_id = ${tierId}`.execute(tx.sql);
    await this.writeTranslations(tx, tierId, translations);
  }

  private async writeTranslations(
    tx: Transaction,
    tierId: string,
    translations: TierFields['translations'],
  ): Promise<void> {
    await sql`
      insert into campaign_vip.vip_tier_translations (merchant_id, tier_id, locale, name, custom_perks)
      select ${tx.merchantId}::uuid, ${tierId}::text, key, value ->> 'name', value -> 'custom_perks'
      from jsonb_each(${JSON.stringify(translations)}::jsonb)`.execute(tx.sql);
  }
}
