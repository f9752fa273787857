import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Benefits } from '../domain/benefits.js';

/** A tier's row as it is written; `created_at` and `updated_at` belong to the database. */
@Entity({ schema: 'campaign_vip', tableName: 'vip_tiers' })
export class VipTier {
  @PrimaryKey({ type: 'uuid', fieldName: 'merchant_id' })
  merchantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text', fieldName: 'tier_id' })
  tierId!: string;

  @Property({ type: 'text' })
  locale!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'integer', fieldName: 'min_points' })
  minPoints!: number;

  @Property({ type: 'integer', fieldName: 'discount_percentage' })
  discountPercentage!: number;

  @Property({ type: 'boolean', fieldName: 'free_shipping' })
  freeShipping!: boolean;

  @Property({ type: 'boolean', fieldName: 'exclusive_access' })
  exclusiveAccess!: boolean;

  @Property({ type: 'json', nullable: true })
  benefits!: Benefits | null;

  // Counted by the store, which holds the row locked: a change of translations alone is a new version too.
  @Property({ type: 'integer' })
  version!: number;
}
