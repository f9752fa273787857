import type { z } from 'zod';
import type { Benefits } from '../domain/benefits.js';
import type { Tier, TierFields } from '../domain/tier.js';
import type { tierBody, tierView } from './tier-schemas.js';

/** The tier as HTTP shows it, with all its texts. */
export const viewOf = (tier: Tier): z.output<typeof tierView> => ({
  id: tier.id,
  tier_id: tier.tierId,
  locale: tier.locale,
  name: tier.name,
  min_points: tier.minPoints,
  discount_percentage: tier.discountPercentage,
  free_shipping: tier.freeShipping,
  exclusive_access: tier.exclusiveAccess,
  benefits: mutable(tier.benefits),
  translations: Object.fromEntries(
    Object.entries(tier.translations).map(([locale, texts]) => [
      locale,
      { ...mutable(texts), name: texts.name },
    ]),
  ),
  version: tier.version,
  created_at: tier.createdAt.toISOString(),
  updated_at: tier.updatedAt.toISOString(),
});

const mutable = ({ custom_perks, ...rest }: Benefits) => ({
  ...rest,
  ...(custom_perks && { custom_perks: [...custom_perks] }),
});

export const fieldsOf = (tierId: string, body: z.output<typeof tierBody>): TierFields => ({
  tierId,
  locale: body.locale,
  name: body.name,
  minPoints: body.min_points,
  discountPercentage: body.discount_percentage,
  freeShipping: body.free_shipping,
  exclusiveAccess: body.exclusive_access,
  benefits: body.benefits,
  translations: body.translations,
});
