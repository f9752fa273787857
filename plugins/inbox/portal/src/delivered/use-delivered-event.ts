import { useApi, useMutation, useQuery, useQueryClient, useToasts } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import {
  type Correction,
  type DeliveredEvent,
  deliveredPath,
  refreshAfter,
} from './delivered-event.js';

const keyOf = (eventId: string) => ['inbox', 'delivered', eventId];

/** What was delivered of an event, followed while it is looked at. */
export function useDeliveredEvent(eventId: string) {
  const api = useApi();
  return useQuery<DeliveredEvent>({
    queryKey: keyOf(eventId),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      refreshAfter(state.data, state.dataUpdateCount + state.errorUpdateCount),
    queryFn: ({ signal }) => api.get<DeliveredEvent>(deliveredPath(eventId), { signal }),
  });
}

/** Taking an event's messages out of every inbox, and putting them back. */
export function useRetraction(eventId: string) {
  const { t } = useTranslation('inbox');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success, failure } = useToasts();
  return useMutation({
    mutationFn: (action: 'retract' | 'restore') =>
      api.post<DeliveredEvent>(`${deliveredPath(eventId)}/${action}`),
    onSuccess: (event, action) => {
      queryClient.setQueryData(keyOf(eventId), event);
      success(t(`portal.delivered.done.${action}`));
    },
    onError: async (error) => {
      failure(error);
      // Someone else may have been first.
      await queryClient.invalidateQueries({ queryKey: keyOf(eventId) });
    },
  });
}

/** Giving the delivered messages another text. */
export function useCorrection(eventId: string, onDone: () => void) {
  const { t } = useTranslation('inbox');
  const api = useApi();
  const queryClient = useQueryClient();
  const { success } = useToasts();
  return useMutation({
    mutationFn: (content: Correction) =>
      api.put<DeliveredEvent>(`${deliveredPath(eventId)}/content`, { content }),
    onSuccess: (event) => {
      queryClient.setQueryData(keyOf(eventId), event);
      success(t('portal.delivered.done.correct'));
      onDone();
    },
  });
}
