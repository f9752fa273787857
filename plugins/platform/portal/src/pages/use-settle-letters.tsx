import {
  ProblemError,
  Text,
  useApi,
  useConfirm,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DEAD_LETTERS_KEY, DEAD_LETTERS_PATH, type Outcome } from '../dead-letter.js';

type Action = 'replay' | 'discard';

/** Replays or discards dead letters, one or many, after having asked. */
export function useSettleLetters(onDone: (ids: readonly string[]) => void) {
  const { t } = useTranslation('platform');
  const api = useApi();
  const confirm = useConfirm();
  const queryClient = useQueryClient();
  const toasts = useToasts();

  const { mutate, isPending } = useMutation({
    mutationFn: ({ action, ids }: { action: Action; ids: readonly string[] }) =>
      api.post<Outcome>(`${DEAD_LETTERS_PATH}/${action}`, { ids }),
    onSuccess: async ({ done, refused }, { action }) => {
      onDone(done);
      if (done.length > 0) {
        toasts.success(t(`portal.deadLetters.${action}.done`, { count: done.length }));
      }
      if (refused.length > 0) {
        const title = t('portal.deadLetters.refused', { count: refused.length });
        const code = refused[0]?.code ?? '';
        toasts.failure(new ProblemError({ type: 'about:blank', title, status: 409, code }));
      }
      await queryClient.invalidateQueries({ queryKey: DEAD_LETTERS_KEY });
    },
    onError: toasts.failure,
  });

  const settle = async (action: Action, ids: readonly string[]) => {
    const count = ids.length;
    const agreed = await confirm({
      title: t(`portal.deadLetters.${action}.title`, { count }),
      body: <Text size="sm">{t(`portal.deadLetters.${action}.effect`)}</Text>,
      confirmLabel: t(`portal.deadLetters.${action}.confirm`),
      destructive: action === 'discard',
    });
    if (agreed) mutate({ action, ids });
  };

  return {
    isPending,
    replay: (ids: readonly string[]) => void settle('replay', ids),
    discard: (ids: readonly string[]) => void settle('discard', ids),
  };
}
