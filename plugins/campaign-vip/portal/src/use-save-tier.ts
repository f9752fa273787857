import {
  isVersionMismatch,
  useApi,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { TIERS_KEY, TIERS_PATH, type Tier, type TierInput } from './tier.js';

/** Creates a tier, or replaces the one that was read. */
export function useSaveTier({ tier, onSaved }: { tier: Tier | undefined; onSaved: () => void }) {
  const { t } = useTranslation('campaign-vip');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();
  const path = tier ? `${TIERS_PATH}/${encodeURIComponent(tier.tier_id)}` : TIERS_PATH;

  const mutation = useMutation({
    mutationFn: (input: TierInput) =>
      tier ? api.put<Tier>(path, input, { version: tier.version }) : api.post<Tier>(path, input),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: TIERS_KEY });
      success(t(tier ? 'portal.saved' : 'portal.created', { name: saved.name }));
      onSaved();
    },
  });

  return {
    save: mutation.mutate,
    saving: mutation.isPending,
    error: mutation.error,
    conflict: isVersionMismatch(mutation.error),
    /** The tier as it is now; the failed attempt is forgotten. */
    reload: async () => {
      const current = await api.get<Tier>(path);
      mutation.reset();
      return current;
    },
  };
}
