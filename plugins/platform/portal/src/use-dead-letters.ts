import { useApi, useInfiniteQuery } from '@promenade/portal-kit';
import {
  DEAD_LETTERS_KEY,
  DEAD_LETTERS_PATH,
  type DeadLetterFilter,
  type DeadLetterPage,
} from './dead-letter.js';

const PAGE_SIZE = 20;

/** The dead letters of the selected merchant, newest first, page by page. */
export function useDeadLetters(filter: DeadLetterFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...DEAD_LETTERS_KEY, 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), state: filter.state });
      if (filter.topic) query.set('topic', filter.topic);
      if (filter.group) query.set('group', filter.group);
      if (pageParam) query.set('cursor', pageParam);
      return api.get<DeadLetterPage>(`${DEAD_LETTERS_PATH}?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
