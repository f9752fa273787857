import { useApi, useQuery } from '@promenade/portal-kit';
import { MESSAGES_PATH, UNREAD_COUNT_KEY } from './message.js';

const REFRESH_MS = 15_000;

/** The number of unread messages, kept fresh while the portal is in view. */
export function useUnreadCount() {
  const api = useApi();
  return useQuery({
    queryKey: UNREAD_COUNT_KEY,
    queryFn: ({ signal }) =>
      api.get<{ unread_count: number }>(`${MESSAGES_PATH}/unread-count`, { signal }),
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: 'always',
  });
}
