import {
  useApi,
  useConfirm,
  useMutation,
  useQuery,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import {
  type DayAction,
  type DispatchDay,
  type DispatchDays,
  daysPath,
  refreshAfter,
} from './dispatch-day.js';

const keyOf = (eventId: string) => ['dispatch', 'days', eventId];

/** An event's dispatch days, followed while something runs. */
export function useDispatchDays(eventId: string) {
  const api = useApi();
  return useQuery<DispatchDays>({
    queryKey: keyOf(eventId),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      refreshAfter(state.data, state.dataUpdateCount + state.errorUpdateCount),
    queryFn: ({ signal }) => api.get<DispatchDays>(daysPath(eventId), { signal }),
  });
}

interface DayQuestion {
  title: string;
  text: string;
  confirmLabel: string;
  cancelLabel: string;
}

/** Pausing, resuming and cancelling a day, each after a question. */
export function useChangeDay(eventId: string, date: string) {
  const api = useApi();
  const confirm = useConfirm();
  const queryClient = useQueryClient();
  const { failure } = useToasts();
  const change = useMutation({
    mutationFn: (action: DayAction) =>
      api.post<DispatchDay>(`${daysPath(eventId)}/${date}/${action}`),
    onError: failure,
    // Refused or not, the day is another one than was shown.
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(eventId) }),
  });
  return {
    busy: change.isPending,
    ask: async (action: DayAction, { text, ...question }: DayQuestion) => {
      const destructive = action === 'cancel';
      if (await confirm({ ...question, body: text, destructive })) change.mutate(action);
    },
  };
}
