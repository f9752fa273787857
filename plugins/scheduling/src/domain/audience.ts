/**
 * Which customers an event is for, named as it is stored and sent. A customer who is in any of the tiers, locales or
 * segments named is meant; `ar` means `ar-SA` too.
 */
export type Audience =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'tiers'; readonly tier_ids: readonly string[] }
  | { readonly kind: 'locales'; readonly locales: readonly string[] }
  | { readonly kind: 'segments'; readonly segments: readonly string[] }
  | { readonly kind: 'list'; readonly customer_ids: readonly string[] };

/** An audience as a list of events shows it: of customers listed one by one only how many they are. */
export type AudienceSummary =
  | Exclude<Audience, { readonly kind: 'list' }>
  | { readonly kind: 'list'; readonly customer_count: number };

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The same audience with nothing named twice; ids of customers are compared without regard to case. */
export const withoutRepeats = (audience: Audience): Audience => {
  switch (audience.kind) {
    case 'everyone':
      return audience;
    case 'tiers':
      return { kind: 'tiers', tier_ids: distinct(audience.tier_ids) };
    case 'locales':
      return { kind: 'locales', locales: distinct(audience.locales) };
    case 'segments':
      return { kind: 'segments', segments: distinct(audience.segments) };
    case 'list':
    default:
      return {
        kind: 'list',
        customer_ids: distinct(audience.customer_ids.map((id) => id.toLowerCase())),
      };
  }
};
