import { keepPreviousData, useApi, useInfiniteQuery } from '@promenade/portal-kit';
import { type Filter, MESSAGES_KEY, MESSAGES_PATH, type MessagePage } from './message.js';

const PAGE_SIZE = 20;

/** The messages that a filter shows, newest first, page by page. */
export function useMessages(filter: Filter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...MESSAGES_KEY, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (filter !== 'all') query.set('filter', filter);
      if (pageParam) query.set('cursor', pageParam);
      return api.get<MessagePage>(`${MESSAGES_PATH}?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
