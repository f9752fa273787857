import { useApi, useQuery } from '@promenade/portal-kit';
import { EVENT_GROUPS_KEY, EVENT_GROUPS_PATH, type EventGroup } from './event-group.js';

/** The consumer groups of the installed plugins. */
export function useEventGroups() {
  const api = useApi();
  return useQuery({
    queryKey: EVENT_GROUPS_KEY,
    queryFn: ({ signal }) => api.get<{ items: EventGroup[] }>(EVENT_GROUPS_PATH, { signal }),
  });
}
