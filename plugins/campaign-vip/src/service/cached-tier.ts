import { z } from 'zod';
import type { Tier } from '../domain/tier.js';

const perks = z.array(z.string()).readonly();

/** A tier as the cache gives it back: dates were made texts. */
const cachedTier = z
  .strictObject({
    id: z.string(),
    merchantId: z.string(),
    tierId: z.string(),
    locale: z.string(),
    name: z.string(),
    minPoints: z.number(),
    discountPercentage: z.number(),
    freeShipping: z.boolean(),
    exclusiveAccess: z.boolean(),
    benefits: z.strictObject({
      bonus_points: z.number().exactOptional(),
      custom_perks: perks.exactOptional(),
    }),
    translations: z.record(
      z.string(),
      z.strictObject({ name: z.string(), custom_perks: perks.exactOptional() }),
    ),
    version: z.number(),
    createdAt: z.coerce.date(),
    updatedAt: z.coerce.date(),
  })
  .readonly() satisfies z.ZodType<Tier>;

/** Seconds: an hour. */
const ttl = 3_600;

export const tierEntry = { schema: cachedTier, ttl };
export const tiersEntry = { schema: z.array(cachedTier).readonly(), ttl };
