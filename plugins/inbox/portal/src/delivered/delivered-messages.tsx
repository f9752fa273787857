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
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CorrectionForm } from './correction-form.js';
import { DeliveredCount } from './delivered-count.js';
import type { DeliveredEvent } from './delivered-event.js';
import { DeliveredTexts } from './delivered-texts.js';
import { useRetraction } from './use-delivered-event.js';

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
  const correctButton = useRef<HTMLButtonElement>(null);
  const wasCorrecting = useRef(false);

  // Whoever works by keyboard is where the form was opened.
  useEffect(() => {
    if (wasCorrecting.current && !correcting) correctButton.current?.focus();
    wasCorrecting.current = correcting;
  }, [correcting]);

  const action = event.retracted_at ? 'restore' : 'retract';
  const ask = async () => {
    const { data: current = event } = await refetch();
    const agreed = await confirm({
      title: t(`portal.delivered.confirm.${action}.title`),
      body: (
        <Stack gap="sm">
          <DeliveredCount days={current.days} />
          <Text size="sm">{t(`portal.delivered.confirm.${action}.text`)}</Text>
        </Stack>
      ),
      confirmLabel: t(`portal.delivered.${action}`),
      destructive: action === 'retract',
    });
    if (agreed) mutate(action);
  };

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <DeliveredCount days={event.days} />
        <Badge variant="light" color={event.retracted_at ? 'gray' : 'green'} autoContrast>
          {t(event.retracted_at ? 'portal.delivered.retracted' : 'portal.delivered.inInboxes')}
        </Badge>
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
                disabled={isPending}
                onClick={() => setCorrecting(true)}
              >
                {t('portal.delivered.correct')}
              </Button>
              <Button
                size="compact-sm"
                variant={action === 'retract' ? 'subtle' : 'default'}
                {...(action === 'retract' ? { color: 'red' } : {})}
                leftSection={<Icon name={action === 'retract' ? 'undo' : 'restore'} size={16} />}
                loading={isPending}
                onClick={() => void ask()}
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
