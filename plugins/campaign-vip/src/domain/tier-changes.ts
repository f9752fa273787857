import type { TierFields } from './tier.js';

/** A tier's fields by their names in the HTTP API. */
export const publicFields = (tier: TierFields): Readonly<Record<string, unknown>> => ({
  tier_id: tier.tierId,
  locale: tier.locale,
  name: tier.name,
  min_points: tier.minPoints,
  discount_percentage: tier.discountPercentage,
  free_shipping: tier.freeShipping,
  exclusive_access: tier.exclusiveAccess,
  benefits: tier.benefits,
  translations: tier.translations,
});

/** The names of the fields whose values differ; all of them for a new tier. */
export const changedFields = (before: TierFields | undefined, after: TierFields): string[] => {
  const old = before ? publicFields(before) : {};
  return Object.entries(publicFields(after))
    .filter(([name, value]) => !before || canonicalJson(old[name]) !== canonicalJson(value))
    .map(([name]) => name);
};

/** JSON that is the same text for the same value: keys in the order of their code units, absent ones left out, no spaces. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([one], [other]) => (one < other ? -1 : Number(one > other))),
        )
      : part,
  );
