import { useApi, useMutation, useQuery, useQueryClient, useToasts } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { MESSAGES_KEY, UNREAD_COUNT_KEY } from './message.js';
import { PREFERENCES_KEY, PREFERENCES_PATH, type Preferences } from './preferences.js';

export function usePreferences() {
  const api = useApi();
  return useQuery({
    queryKey: PREFERENCES_KEY,
    // A message that has just come may be the first of its kind.
    staleTime: 0,
    queryFn: ({ signal }) => api.get<Preferences>(PREFERENCES_PATH, { signal }),
  });
}

/** Replaces the preferences of the version that was read. */
export function useSavePreferences(onSaved: () => void) {
  const { t } = useTranslation('inbox');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();
  return useMutation({
    mutationFn: ({ version, muted_kinds, quiet_hours }: Preferences) =>
      api.put<Preferences>(PREFERENCES_PATH, { muted_kinds, quiet_hours }, { version }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(PREFERENCES_KEY, saved);
      success(t('portal.preferences.saved'));
      onSaved();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: UNREAD_COUNT_KEY }),
        queryClient.invalidateQueries({ queryKey: MESSAGES_KEY }),
      ]);
    },
  });
}
