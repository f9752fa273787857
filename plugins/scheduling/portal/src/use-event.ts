import { useApi, useQuery } from '@promenade/portal-kit';
import { eventKey, eventPath, type PromotionEvent } from './promotion-event.js';

/** One event, whole. */
export function useEvent(eventId: string) {
  const api = useApi();
  return useQuery({
    queryKey: eventKey(eventId),
    queryFn: ({ signal }) => api.get<PromotionEvent>(eventPath({ event_id: eventId }), { signal }),
  });
}
