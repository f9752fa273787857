import { useApi, useLanguage, usePermission, useQuery } from '@promenade/portal-kit';

/** What is read of a VIP tier. */
interface Tier {
  tier_id: string;
  name: string;
  translations: Partial<Record<string, { name: string }>>;
}

interface TierNames {
  /** Whether the merchant has VIP tiers that this user may see. */
  available: boolean;
  /** Names in the user's language by id, in the order of their points. */
  names: ReadonlyMap<string, string>;
  error: unknown;
}

/** The merchant's VIP tiers, from the campaign-vip plugin where it is on: its permission is known only then. */
export function useTierNames(wanted: boolean): TierNames {
  const api = useApi();
  const language = useLanguage();
  const available = usePermission('campaign-vip.tiers.read');
  const { data, error } = useQuery({
    // Another key than that of the tiers' own page: what is read here is less.
    queryKey: ['scheduling', 'tier-names'],
    enabled: wanted && available,
    queryFn: ({ signal }) => api.get<{ items: Tier[] }>('/api/campaign-vip/v1/tiers', { signal }),
  });
  const names = new Map(
    data?.items.map((tier) => [tier.tier_id, tier.translations[language]?.name ?? tier.name]),
  );
  return { available, names, error };
}
