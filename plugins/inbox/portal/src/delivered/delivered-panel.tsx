import {
  type PanelProps,
  PanelSection,
  QueryView,
  Text,
  usePermission,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DeliveredMessages } from './delivered-messages.js';
import { useDeliveredEvent } from './use-delivered-event.js';

/** What customers have of an event, for those who may see it. */
export function DeliveredPanel({ subject }: PanelProps) {
  return usePermission('inbox.events.read') ? <Delivered eventId={subject} /> : null;
}

function Delivered({ eventId }: { eventId: string }) {
  const { t } = useTranslation('inbox');
  const query = useDeliveredEvent(eventId);
  return (
    <PanelSection title={t('portal.delivered.title')}>
      <QueryView query={query}>
        {(event) =>
          event.days.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('portal.delivered.none')}
            </Text>
          ) : (
            <DeliveredMessages event={event} refetch={query.refetch} />
          )
        }
      </QueryView>
    </PanelSection>
  );
}
