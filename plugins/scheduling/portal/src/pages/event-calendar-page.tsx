import {
  Button,
  Card,
  Icon,
  Page,
  type PluginSettings,
  ProblemAlert,
  pluginSettingsPath,
  Stack,
  useApi,
  usePermission,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { type Days, instantsAround, overlap } from '../calendar-period.js';
import { eventDefaultsOf } from '../event-defaults.js';
import { emptyDraft } from '../event-draft.js';
import { daysOf, today, wholeDays } from '../event-window.js';
import type { EventLine } from '../promotion-event.js';
import { useCalendarAddress } from '../use-calendar-address.js';
import { useCalendarPosition } from '../use-calendar-position.js';
import { useEvents } from '../use-events.js';
import { useOpenedEvent } from '../use-opened-event.js';
import { useSearchText } from '../use-search-text.js';
import { CalendarToolbar } from './calendar-toolbar.js';
import { EventCalendar } from './event-calendar.js';
import { EventFilters } from './event-filters.js';
import { EventList } from './event-list.js';
import { EventPanel } from './event-panel.js';
import { NoEvents } from './no-events.js';

/** The merchant's promotion events over time. */
export function EventCalendarPage() {
  const { t } = useTranslation('scheduling');
  const api = useApi();
  const { failure } = useToasts();
  const mayWrite = usePermission('scheduling.events.write');
  const { status, search, eventId, change, ...place } = useCalendarAddress();
  const position = useCalendarPosition({ ...place, change });
  const { view, date, days, title, setView, move, goToToday } = position;
  const { text, setText } = useSearchText(search, (typed) =>
    change({ search: typed }, { replace: true }),
  );
  const { opened, create, edit, show, open, close } = useOpenedEvent({ eventId, change });
  const query = useEvents({ ...instantsAround(days), status, search });
  const events = (query.data ?? []).filter((event) => overlap(daysOf(event), days));

  const plan = async (chosen: Days) => {
    const settings = await api.get<PluginSettings>(pluginSettingsPath('scheduling'));
    create(emptyDraft(wholeDays(chosen.start, chosen.end), eventDefaultsOf(settings)));
  };
  const startCreating = (chosen: Days) => void plan(chosen).catch(failure);
  const openLine = (event: EventLine) => open(event.event_id);

  return (
    <Page
      title={t('pages.eventCalendar')}
      description={t('portal.description')}
      actions={
        mayWrite ? (
          <Button leftSection={<Icon name="plus" />} onClick={() => startCreating(today())}>
            {t('portal.newEvent')}
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        <EventFilters
          status={status}
          onStatus={(chosen) => change({ status: chosen })}
          search={text}
          onSearch={setText}
        />
        {query.error ? (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && events.length === 0 ? (
          <NoEvents
            filtered={status !== null || search.trim() !== ''}
            mayWrite={mayWrite}
            hasDays={view !== 'list'}
          />
        ) : null}
        <Card withBorder padding="sm">
          <CalendarToolbar
            title={title}
            view={view}
            onView={setView}
            onMove={move}
            onToday={goToToday}
          />
          {view === 'list' ? (
            <EventList events={events} onOpen={openLine} />
          ) : (
            <EventCalendar
              events={events}
              view={view}
              date={date}
              onOpen={openLine}
              onSelectDays={mayWrite ? startCreating : undefined}
            />
          )}
        </Card>
      </Stack>
      <EventPanel opened={opened} onClose={close} onShow={show} onEdit={edit} />
    </Page>
  );
}
