import {
  isVersionMismatch,
  type PluginSettings,
  pluginSettingsPath,
  type SettingValues,
  useApi,
  useMutation,
  useQuery,
  useQueryClient,
} from '@promenade/portal-kit';

/** The settings of a plugin while they are edited: read once, so that what others save does not pull away what is typed. */
export function usePluginSettings(pluginId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const path = pluginSettingsPath(pluginId);
  const queryKey = ['platform', 'settings', pluginId];
  const load = () => api.get<PluginSettings>(path);
  const query = useQuery({
    queryKey,
    queryFn: load,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

  const save = useMutation({
    mutationFn: ({ changes, revision }: { changes: SettingValues; revision: number }) =>
      api.patch<PluginSettings>(path, changes, { version: revision }),
  });
  const reset = useMutation({
    mutationFn: (revision: number) => api.delete(path, { version: revision }),
  });

  return {
    query,
    save,
    reset,
    conflict: isVersionMismatch(save.error),
    /** The settings as they are now; the failed attempt is forgotten. */
    reload: async () => {
      queryClient.setQueryData(queryKey, await load());
      save.reset();
    },
  };
}
