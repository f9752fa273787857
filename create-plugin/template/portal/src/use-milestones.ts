import { useApi, useInfiniteQuery } from '@promenade/portal-kit';
import { MILESTONES_KEY, MILESTONES_PATH, type MilestonePage } from './milestone.js';

const PAGE_SIZE = 20;

/** The milestones, newest first, page by page. */
export function useMilestones() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: MILESTONES_KEY,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (pageParam) query.set('cursor', pageParam);
      return api.get<MilestonePage>(`${MILESTONES_PATH}?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
