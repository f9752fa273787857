import { keepPreviousData, useApi, useQuery } from '@promenade/portal-kit';
import { EVENTS_KEY, EVENTS_PATH, type EventLine, type EventStatus } from './promotion-event.js';

export interface EventFilter {
  /** Instants in UTC; an event is in when its window touches the range. */
  from: string;
  to: string;
  status: EventStatus | null;
  search: string;
}

interface EventPage {
  items: EventLine[];
  next_cursor: string | null;
}

const PAGE_SIZE = '100';

/** All events of a filter. */
export function useEvents(filter: EventFilter) {
  const api = useApi();
  return useQuery({
    queryKey: [...EVENTS_KEY, filter],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const events: EventLine[] = [];
      let cursor: string | null = null;
      do {
        const query: URLSearchParams = queryOf(filter, cursor);
        const page: EventPage = await api.get(`${EVENTS_PATH}?${query.toString()}`, { signal });
        events.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return events;
    },
  });
}

function queryOf(filter: EventFilter, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams({ from: filter.from, to: filter.to, limit: PAGE_SIZE });
  if (filter.status) query.set('status', filter.status);
  if (filter.search.trim()) query.set('q', filter.search.trim());
  if (cursor) query.set('cursor', cursor);
  return query;
}
