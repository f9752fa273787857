import { useApi, useQuery, useQueryClient } from '@promenade/portal-kit';
import { LIVE_KEY, MESSAGES_PATH, UNREAD_COUNT_KEY, type UnreadCount } from './message.js';

const REFRESH_MS = 15_000;

/** The number of unread messages; asked for again and again while it does not come live. */
export function useUnreadCount() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: UNREAD_COUNT_KEY,
    queryFn: ({ signal }) => api.get<UnreadCount>(`${MESSAGES_PATH}/unread-count`, { signal }),
    refetchInterval: () => (queryClient.getQueryData(LIVE_KEY) === true ? false : REFRESH_MS),
    refetchOnWindowFocus: 'always',
  });
}
