import { useApi, useInfiniteQuery } from '@promenade/portal-kit';
import { MESSAGES_KEY, MESSAGES_PATH, type MessagePage } from './message.js';

const PAGE_SIZE = 20;

/** The messages, newest first, page by page. */
export function useMessages() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: MESSAGES_KEY,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (pageParam) query.set('cursor', pageParam);
      return api.get<MessagePage>(`${MESSAGES_PATH}?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
