import {
  DateTimeField,
  FormActions,
  SegmentedControl,
  Stack,
  Text,
  useApi,
  useConfirm,
  useMutation,
  useQueryClient,
  useToasts,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EVENT_GROUPS_KEY, EVENT_GROUPS_PATH, type EventGroup } from '../event-group.js';

interface GroupReplayFormProps {
  chosen: EventGroup;
  onClose: () => void;
}

/** Asks from when a topic is to be given to a group again, and whether that is meant. */
export function GroupReplayForm({ chosen, onClose }: GroupReplayFormProps) {
  const { t } = useTranslation('platform');
  const api = useApi();
  const confirm = useConfirm();
  const toasts = useToasts();
  const queryClient = useQueryClient();
  const [since, setSince] = useState<'beginning' | 'time'>('beginning');
  const [time, setTime] = useState('');
  const [error, setError] = useState<string>();
  const { group, topic } = chosen;

  const { mutate, isPending } = useMutation({
    mutationFn: (from: string | null) =>
      api.post<{ lag: number }>(`${EVENT_GROUPS_PATH}/replay`, { group, topic, from }),
    onSuccess: async ({ lag }) => {
      toasts.success(t('portal.groups.done', { group, topic, count: lag }));
      onClose();
      await queryClient.invalidateQueries({ queryKey: EVENT_GROUPS_KEY });
    },
    onError: toasts.failure,
  });

  const ask = async () => {
    const moment = since === 'time' ? new Date(time) : undefined;
    if (moment && Number.isNaN(moment.getTime())) {
      setError(t('portal.groups.timeMissing'));
      return;
    }
    setError(undefined);
    const agreed = await confirm({
      title: t('portal.groups.confirmTitle', { group }),
      body: <Text size="sm">{t('portal.groups.effect', { group, topic })}</Text>,
      confirmLabel: t('portal.groups.confirm'),
    });
    if (agreed) mutate(moment?.toISOString() ?? null);
  };

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void ask();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Text size="sm">{t('portal.groups.explain', { group, topic })}</Text>
        <SegmentedControl
          aria-label={t('portal.groups.since')}
          data={[
            { value: 'beginning', label: t('portal.groups.beginning') },
            { value: 'time', label: t('portal.groups.time') },
          ]}
          value={since}
          onChange={(value) => setSince(value === 'time' ? 'time' : 'beginning')}
        />
        {since === 'time' ? (
          <DateTimeField
            dateLabel={t('portal.groups.date')}
            timeLabel={t('portal.groups.timeOfDay')}
            value={time}
            onChange={setTime}
            error={error}
            required
          />
        ) : null}
        <FormActions
          submitLabel={t('portal.groups.confirm')}
          submitting={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
