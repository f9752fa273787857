import {
  Button,
  ConflictAlert,
  Divider,
  Group,
  Icon,
  Panels,
  ProblemAlert,
  Stack,
  Text,
  Title,
  useApi,
  useConfirm,
  usePermission,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { isDueAtOnce } from '../due-at-once.js';
import type { PromotionEvent } from '../promotion-event.js';
import { useAudienceText } from '../use-audience-text.js';
import { useEventActions } from '../use-event-actions.js';
import { EventFacts } from './event-facts.js';
import { EventTexts } from './event-texts.js';
import { PublishNotes } from './publish-notes.js';
import { StatusBadge } from './status-badge.js';

interface EventDetailsProps {
  event: PromotionEvent;
  onChanged: (event: PromotionEvent) => void;
  onDeleted: () => void;
  onEdit: () => void;
}

/** An event and what can be done with it. */
export function EventDetails({ event, onChanged, onDeleted, onEdit }: EventDetailsProps) {
  const { t } = useTranslation('scheduling');
  const api = useApi();
  const confirm = useConfirm();
  const mayWrite = usePermission('scheduling.events.write');
  const mayPublish = usePermission('scheduling.events.publish');
  const audience = useAudienceText(event.audience);
  const actions = useEventActions({ event, onChanged, onDeleted });

  const publish = async () => {
    const agreed = await confirm({
      title: t('portal.confirmPublish.title'),
      body: (
        <Stack gap="md">
          <Text size="sm">{t('portal.confirmPublish.text', { title: event.title })}</Text>
          {isDueAtOnce(event, Date.now()) ? (
            <Text size="sm" fw={600}>
              {t('portal.confirmPublish.atOnce')}
            </Text>
          ) : null}
          <PublishNotes api={api} event={event} />
          <EventFacts event={event} audience={audience} />
        </Stack>
      ),
      confirmLabel: t('portal.publish'),
    });
    if (agreed) actions.publish();
  };

  const unpublish = async () => {
    const agreed = await confirm({
      title: t('portal.confirmUnpublish.title'),
      body: <Text size="sm">{t('portal.confirmUnpublish.text', { title: event.title })}</Text>,
      confirmLabel: t('portal.unpublish'),
      destructive: true,
    });
    if (agreed) actions.unpublish();
  };

  const remove = async () => {
    const agreed = await confirm({
      title: t('portal.confirmDelete.title'),
      body: <Text size="sm">{t('portal.confirmDelete.text', { title: event.title })}</Text>,
      confirmLabel: t('portal.confirmDelete.confirm'),
      destructive: true,
    });
    if (agreed) actions.remove();
  };

  return (
    <Stack gap="lg">
      {actions.conflict ? <ConflictAlert onReload={actions.reload} /> : null}
      {actions.error && !actions.conflict ? <ProblemAlert error={actions.error} /> : null}
      <Stack gap="xs" align="flex-start">
        <StatusBadge status={event.status} />
        <Title order={2} size="h3" dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {event.title}
        </Title>
        {event.description ? (
          <Text size="sm" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {event.description}
          </Text>
        ) : null}
      </Stack>
      <Group gap="xs">
        {mayPublish && event.status === 'DRAFT' ? (
          <Button
            leftSection={<Icon name="send" size={16} />}
            onClick={() => void publish()}
            loading={actions.busy}
          >
            {t('portal.publish')}
          </Button>
        ) : null}
        {mayWrite && event.status !== 'EXPIRED' ? (
          <Button
            variant="default"
            leftSection={<Icon name="edit" size={16} />}
            onClick={onEdit}
            disabled={actions.busy}
          >
            {t('portal.edit')}
          </Button>
        ) : null}
        {mayPublish && event.status === 'PUBLISHED' ? (
          <Button
            variant="default"
            leftSection={<Icon name="undo" size={16} />}
            onClick={() => void unpublish()}
            disabled={actions.busy}
          >
            {t('portal.unpublish')}
          </Button>
        ) : null}
        {mayWrite ? (
          <Button
            variant="subtle"
            color="red"
            leftSection={<Icon name="trash" size={16} />}
            onClick={() => void remove()}
            disabled={actions.busy}
          >
            {t('portal.delete')}
          </Button>
        ) : null}
      </Group>
      <Divider />
      <EventFacts event={event} audience={audience} />
      <Divider />
      <EventTexts event={event} />
      {event.published_at ? <Panels place="scheduling.event" subject={event.event_id} /> : null}
    </Stack>
  );
}
