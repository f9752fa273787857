import {
  Badge,
  Button,
  Group,
  Progress,
  Stack,
  Text,
  useFormat,
  usePermission,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { actionsOf, type DayState, type DispatchDay, percentOf } from './dispatch-day.js';
import { useChangeDay } from './use-dispatch-days.js';

const COLORS: Readonly<Record<DayState, string>> = {
  RUNNING: 'blue',
  PAUSED: 'yellow',
  CANCELLED: 'gray',
  DONE: 'green',
};

/** How far a dispatch day is, and what can be done with it. */
export function DayProgress({ eventId, day }: { eventId: string; day: DispatchDay }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const mayManage = usePermission('dispatch.days.manage');
  const { ask, busy } = useChangeDay(eventId, day.dispatch_date);
  const date = format.date(day.dispatch_date);
  const percent = percentOf(day);
  const dispatched = format.number(day.dispatched);
  const text =
    percent === undefined || day.eligible === null
      ? t('portal.days.uncounted', { dispatched })
      : t('portal.days.progress', {
          dispatched,
          eligible: format.number(day.eligible),
          percent: format.percent(Math.floor(percent)),
        });
  return (
    <Stack gap={6} data-testid={`dispatch-day-${day.dispatch_date}`}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {date}
        </Text>
        <Badge variant="light" color={COLORS[day.state]} autoContrast>
          {t(`portal.days.states.${day.state}`)}
        </Badge>
      </Group>
      <Progress.Root>
        <Progress.Section
          value={percent ?? 0}
          color={COLORS[day.state]}
          aria-label={t('portal.days.bar', { date })}
          aria-valuetext={text}
        />
      </Progress.Root>
      <Text size="sm">{text}</Text>
      {mayManage ? (
        <Group gap="xs">
          {actionsOf(day).map((action) => (
            <Button
              key={action}
              size="compact-sm"
              variant={action === 'cancel' ? 'subtle' : 'default'}
              {...(action === 'cancel' ? { color: 'red' } : {})}
              disabled={busy}
              onClick={() =>
                void ask(action, {
                  title: t(`portal.confirm.${action}.title`),
                  text: t(`portal.confirm.${action}.text`, { date }),
                  confirmLabel: t(`portal.${action}`),
                  cancelLabel: t('portal.keep'),
                })
              }
            >
              {t(`portal.${action}`)}
            </Button>
          ))}
        </Group>
      ) : null}
    </Stack>
  );
}
