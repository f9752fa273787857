import type { Tier } from './tier.js';

/**
 * The tier of a customer who has no points yet: the first of those that need none. A merchant whose lowest tier has to be
 * earned has none, and its new customers belong to no tier.
 * @param tiers in ascending order of points, then of tier id
 */
export const defaultTier = <T extends Pick<Tier, 'minPoints'>>(
  tiers: readonly T[],
): T | undefined => tiers.find(({ minPoints }) => minPoints === 0);
