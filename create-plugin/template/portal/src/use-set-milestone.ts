import { useApi, useMutation, useQueryClient, useToasts } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { MILESTONES_KEY, MILESTONES_PATH, type Milestone } from './milestone.js';

/** Sets a milestone, tells so, and reads the list anew. */
export function useSetMilestone({ onSet }: { onSet: () => void }) {
  const { t } = useTranslation('sample-plugin');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();
  return useMutation({
    mutationFn: (fields: { title: string; customers: number }) =>
      api.post<Milestone>(MILESTONES_PATH, fields),
    onSuccess: async ({ title }) => {
      await queryClient.invalidateQueries({ queryKey: MILESTONES_KEY });
      success(t('portal.created', { title }));
      onSet();
    },
  });
}
