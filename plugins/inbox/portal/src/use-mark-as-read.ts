import { useApi, useMutation, useQueryClient, useToasts } from '@promenade/portal-kit';
import { MESSAGES_KEY, MESSAGES_PATH, type Message, UNREAD_COUNT_KEY } from './message.js';

/** Marks a message as read; the answer replaces it in the list and the badge counts anew. */
export function useMarkAsRead() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { failure } = useToasts();
  return useMutation({
    mutationFn: (message: Message) =>
      api.put<Message>(`${MESSAGES_PATH}/${message.message_id}/read`),
    onMutate: async () => {
      // The badge follows at once; the count that the server gives afterwards is the true one.
      await queryClient.cancelQueries({ queryKey: UNREAD_COUNT_KEY });
      queryClient.setQueryData<{ unread_count: number }>(UNREAD_COUNT_KEY, (known) =>
        known ? { unread_count: Math.max(0, known.unread_count - 1) } : known,
      );
    },
    onError: failure,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: UNREAD_COUNT_KEY }),
        queryClient.invalidateQueries({ queryKey: MESSAGES_KEY }),
      ]),
  });
}
