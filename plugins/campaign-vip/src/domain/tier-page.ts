import type { Tier } from './tier.js';

/** Where the page before ended. */
export type TierPlace = Pick<Tier, 'minPoints' | 'tierId'>;

/**
 * Cuts a page out of all tiers.
 * @param tiers in ascending order of points, then of tier id
 * @param size 1 or more
 * @param after undefined for the first page
 */
export const tierPage = (
  tiers: readonly Tier[],
  size: number,
  after: TierPlace | undefined,
): { readonly tiers: readonly Tier[]; readonly isLast: boolean } => {
  const rest = after ? tiers.filter((tier) => isBehind(tier, after)) : tiers;
  return { tiers: rest.slice(0, size), isLast: rest.length <= size };
};

/** Tier ids are of a-z, 0-9 and hyphens, so that their order is the one of the database. */
const isBehind = (tier: TierPlace, place: TierPlace): boolean =>
  tier.minPoints === place.minPoints
    ? tier.tierId > place.tierId
    : tier.minPoints > place.minPoints;
