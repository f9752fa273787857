import type { campaignV1 } from '@promenade/proto';
import type { LocalizedTier } from '../service/tier-lookup.js';

/** The tier as gRPC shows it, with its texts in one locale. */
export const messageOf = ({ tier, texts }: LocalizedTier): campaignV1.VIPTier => ({
  id: tier.id,
  merchantId: tier.merchantId,
  tierId: tier.tierId,
  name: texts.name,
  locale: texts.locale,
  minPoints: tier.minPoints,
  discountPercentage: tier.discountPercentage,
  freeShipping: tier.freeShipping,
  exclusiveAccess: tier.exclusiveAccess,
  benefits: {
    bonusPoints: tier.benefits.bonus_points,
    customPerks: [...texts.customPerks],
  },
  version: tier.version,
  createdAt: tier.createdAt,
  updatedAt: tier.updatedAt,
});
