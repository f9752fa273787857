import {
  isVersionMismatch,
  useApi,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { EVENTS_KEY, eventPath, type PromotionEvent } from './promotion-event.js';

interface EventActions {
  event: PromotionEvent;
  /** Called with the event as it is after publishing or reloading. */
  onChanged: (event: PromotionEvent) => void;
  onDeleted: () => void;
}

/** Publishing, taking back and deleting an event that was read. */
export function useEventActions({ event, onChanged, onDeleted }: EventActions) {
  const { t } = useTranslation('scheduling');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();
  const refreshList = () => queryClient.invalidateQueries({ queryKey: EVENTS_KEY });
  const path = eventPath(event);
  const options = { version: event.version };

  const publish = useMutation({
    mutationFn: () => api.post<PromotionEvent>(`${path}/publish`, undefined, options),
    onSuccess: async (published) => {
      onChanged(published);
      success(t('portal.published', { title: published.title }));
      await refreshList();
    },
  });

  const unpublish = useMutation({
    mutationFn: () => api.post<PromotionEvent>(`${path}/unpublish`, undefined, options),
    onSuccess: async (draft) => {
      onChanged(draft);
      success(t('portal.unpublished', { title: draft.title }));
      await refreshList();
    },
  });

  const remove = useMutation({
    mutationFn: () => api.delete(path, options),
    onSuccess: async () => {
      onDeleted();
      success(t('portal.deleted', { title: event.title }));
      await refreshList();
    },
  });

  const error = publish.error ?? unpublish.error ?? remove.error;
  return {
    publish: () => publish.mutate(),
    unpublish: () => unpublish.mutate(),
    remove: () => remove.mutate(),
    busy: publish.isPending || unpublish.isPending || remove.isPending,
    error,
    conflict: isVersionMismatch(error),
    reload: async () => {
      onChanged(await api.get<PromotionEvent>(path));
      publish.reset();
      unpublish.reset();
      remove.reset();
      await refreshList();
    },
  };
}
