import {
  type PanelProps,
  PanelSection,
  QueryView,
  Text,
  usePermission,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DayProgress } from './day-progress.js';
import { useDispatchDays } from './use-dispatch-days.js';

/** The dispatch days of an event, for those who may see them. */
export function EventDaysPanel({ subject }: PanelProps) {
  return usePermission('dispatch.days.read') ? <EventDays eventId={subject} /> : null;
}

function EventDays({ eventId }: { eventId: string }) {
  const { t } = useTranslation('dispatch');
  const query = useDispatchDays(eventId);
  return (
    <PanelSection title={t('portal.days.title')}>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('portal.days.none')}
            </Text>
          ) : (
            items.map((day) => <DayProgress key={day.dispatch_date} eventId={eventId} day={day} />)
          )
        }
      </QueryView>
    </PanelSection>
  );
}
