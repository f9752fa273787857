import { type ApiClient, useQuery } from '@promenade/portal-kit';
import { EVENTS_KEY, eventPath, type PromotionEvent } from './promotion-event.js';

/** What a plugin says of an event before it is published; its text is in that plugin's namespace. */
export interface PublishNote {
  plugin: string;
  code: string;
  kind: 'info' | 'warning';
  params: Record<string, string | number>;
}

/**
 * What the merchant's plugins say of an event, asked anew each time.
 * @param api of the page that asks: a confirmation lies outside of it
 */
export function usePublishNotes(api: ApiClient, event: PromotionEvent) {
  return useQuery({
    queryKey: [...EVENTS_KEY, 'publish-notes', event.event_id, event.version],
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<{ items: PublishNote[] }>(`${eventPath(event)}/publish-notes`, { signal }),
  });
}
