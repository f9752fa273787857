import {
  Badge,
  Button,
  Group,
  Icon,
  Stack,
  Text,
  useConfirm,
  useFormat,
  usePermission,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CorrectionForm } from './correction-form.js';
import { DeliveredCount } from './delivered-count.js';
import { type DeliveredEvent, whereaboutsOf } from './delivered-event.js';
import { DeliveredTexts } from './delivered-texts.js';
import { useRetraction } from './use-delivered-event.js';
import { useFocusAfter } from './use-focus-after.js';

interface DeliveredMessagesProps {
  event: DeliveredEvent;
  /** Reads it anew: while a day is running, more customers have it each second. */
  refetch: () => Promise<{ data: DeliveredEvent | undefined }>;
}

/** The messages of an event that customers have, and what can be done about them. */
export function DeliveredMessages({ event, refetch }: DeliveredMessagesProps) {
  const { t } = useTranslation('inbox');
  const { dateTime } = useFormat();
  const mayManage = usePermission('inbox.events.manage');
  const confirm = useConfirm();
  const { mutate, isPending } = useRetraction(event.event_id);
  const [correcting, setCorrecting] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = isAsking || isPending;
  const correctButton = useFocusAfter(correcting);
  const actionButton = useFocusAfter(isBusy);

  const ask = async () => {
    const { data: current = event } = await refetch();
    // Someone else may have been first.
    const asked = actionOn(current);
    const agreed = await confirm({
      title: t(`portal.delivered.confirm.${asked}.title`),
      body: (
        <Stack gap="sm">
          <DeliveredCount days={current.days} />
          <Text size="sm">{t(`portal.delivered.confirm.${asked}.text`)}</Text>
        </Stack>
      ),
      confirmLabel: t(`portal.delivered.${asked}`),
      destructive: asked === 'retract',
    });
    if (agreed) mutate(asked);
  };
  const askOnce = async () => {
    setIsAsking(true);
    try {
      await ask();
    } finally {
      setIsAsking(false);
    }
  };
  const action = actionOn(event);
  const whereabouts = whereaboutsOf(event);

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <DeliveredCount days={event.days} />
        {whereabouts ? (
          <Badge variant="light" color={event.retracted_at ? 'gray' : 'green'} autoContrast>
            {t(`portal.delivered.${whereabouts}`)}
          </Badge>
        ) : null}
      </Group>
      {event.retracted_at ? (
        <Text size="sm">
          {t('portal.delivered.retractedSince', { when: dateTime(event.retracted_at) })}
        </Text>
      ) : null}
      {correcting ? (
        <CorrectionForm event={event} onClose={() => setCorrecting(false)} />
      ) : (
        <>
          <DeliveredTexts days={event.days} />
          {mayManage ? (
            <Group gap="xs">
              <Button
                ref={correctButton}
                size="compact-sm"
                variant="default"
                leftSection={<Icon name="edit" size={16} />}
                disabled={isBusy}
                onClick={() => setCorrecting(true)}
              >
                {t('portal.delivered.correct')}
              </Button>
              <Button
                ref={actionButton}
                size="compact-sm"
                variant={action === 'retract' ? 'subtle' : 'default'}
                {...(action === 'retract' ? { color: 'red' } : {})}
                leftSection={<Icon name={action === 'retract' ? 'undo' : 'restore'} size={16} />}
                loading={isBusy}
                onClick={() => void askOnce()}
              >
                {t(`portal.delivered.${action}`)}
              </Button>
            </Group>
          ) : null}
        </>
      )}
    </Stack>
  );
}

function actionOn(event: DeliveredEvent): 'retract' | 'restore' {
  return event.retracted_at ? 'restore' : 'retract';
}
