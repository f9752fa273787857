import {
  type ApiClient,
  useApi,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { MESSAGES_KEY, MESSAGES_PATH, type Message, UNREAD_COUNT_KEY } from './message.js';

/** A change of marks; list and badge ask anew when it is done. */
function useChange<Input, Result>(
  change: (api: ApiClient, input: Input) => Promise<Result>,
  onDone?: (result: Result, input: Input) => void,
) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { failure } = useToasts();
  return useMutation({
    mutationFn: (input: Input) => change(api, input),
    onError: failure,
    onSuccess: (result, input) => onDone?.(result, input),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: UNREAD_COUNT_KEY }),
        queryClient.invalidateQueries({ queryKey: MESSAGES_KEY }),
      ]),
  });
}

const markOf = (message: Message, mark: 'read' | 'archived') =>
  `${MESSAGES_PATH}/${message.message_id}/${mark}`;

/** What a customer can do with messages. */
export function useMarks() {
  const { t } = useTranslation('inbox');
  const { success } = useToasts();
  const markRead = useChange((api, message: Message) => api.put(markOf(message, 'read')));
  const markUnread = useChange((api, message: Message) => api.delete(markOf(message, 'read')));
  const putBack = useChange((api, message: Message) => api.delete(markOf(message, 'archived')));
  const archiveAgain = useChange((api, message: Message) => api.put(markOf(message, 'archived')));
  const archive = useChange(
    (api, message: Message) => api.put(markOf(message, 'archived')),
    (_answer, message) => success(t('portal.archived'), { undo: () => putBack.mutate(message) }),
  );
  const moveBack = useChange(
    (api, message: Message) => api.delete(markOf(message, 'archived')),
    (_answer, message) =>
      success(t('portal.movedBack'), { undo: () => archiveAgain.mutate(message) }),
  );
  const markAllRead = useChange(
    (api, _none: void) => api.put<{ marked_count: number }>(`${MESSAGES_PATH}/read`),
    ({ marked_count: count }) => success(t('portal.markedAll', { count })),
  );
  return {
    markRead: markRead.mutate,
    markUnread: markUnread.mutate,
    archive: archive.mutate,
    moveBack: moveBack.mutate,
    markAllRead: () => markAllRead.mutate(),
    markingAll: markAllRead.isPending,
  };
}

export type Marks = ReturnType<typeof useMarks>;
