import {
  isVersionMismatch,
  useApi,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import {
  EVENTS_KEY,
  EVENTS_PATH,
  type EventInput,
  eventPath,
  type PromotionEvent,
} from './promotion-event.js';

interface SaveEvent {
  /** Absent when an event is created. */
  event: PromotionEvent | undefined;
  onSaved: (event: PromotionEvent) => void;
}

/** Creates an event, or changes the one that was read. */
export function useSaveEvent({ event, onSaved }: SaveEvent) {
  const { t } = useTranslation('scheduling');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();

  const mutation = useMutation({
    mutationFn: (input: EventInput) =>
      event
        ? api.patch<PromotionEvent>(eventPath(event), input, { version: event.version })
        : api.post<PromotionEvent>(EVENTS_PATH, input),
    onSuccess: async (saved) => {
      onSaved(saved);
      success(t(event ? 'portal.saved' : 'portal.created', { title: saved.title }));
      await queryClient.invalidateQueries({ queryKey: EVENTS_KEY });
    },
  });

  return {
    save: mutation.mutate,
    saving: mutation.isPending,
    error: mutation.error,
    conflict: isVersionMismatch(mutation.error),
    /** The event as it is now; the failed attempt is forgotten. */
    reload: async (stale: PromotionEvent) => {
      const current = await api.get<PromotionEvent>(eventPath(stale));
      mutation.reset();
      return current;
    },
  };
}
