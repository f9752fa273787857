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
  useDebouncedValue,
  usePermission,
  useToasts,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Days, instantsAround, overlap } from '../calendar-period.js';
import { eventDefaultsOf } from '../event-defaults.js';
import { emptyDraft } from '../event-draft.js';
import { daysOf, today, wholeDays } from '../event-window.js';
import type { EventStatus, PromotionEvent } from '../promotion-event.js';
import { useCalendarPosition } from '../use-calendar-position.js';
import { useEvents } from '../use-events.js';
import { CalendarToolbar } from './calendar-toolbar.js';
import { EventCalendar } from './event-calendar.js';
import { EventFilters } from './event-filters.js';
import { EventList } from './event-list.js';
import { EventPanel, type OpenedEvent } from './event-panel.js';
import { NoEvents } from './no-events.js';

const SEARCH_DELAY_MS = 250;

/** The merchant's promotion events over time. */
export function EventCalendarPage() {
  const { t } = useTranslation('scheduling');
  const api = useApi();
  const { failure } = useToasts();
  const mayWrite = usePermission('scheduling.events.write');
  const { view, date, days, title, setView, move, goToToday } = useCalendarPosition();
  const [status, setStatus] = useState<EventStatus | null>(null);
  const [searchInput, setSearchInput] = useState('');
  const [search] = useDebouncedValue(searchInput, SEARCH_DELAY_MS);
  const [opened, setOpened] = useState<OpenedEvent | null>(null);
  const query = useEvents({ ...instantsAround(days), status, search });
  const events = (query.data ?? []).filter((event) => overlap(daysOf(event), days));

  const create = async (chosen: Days) => {
    const settings = await api.get<PluginSettings>(pluginSettingsPath('scheduling'));
    const draft = emptyDraft(wholeDays(chosen.start, chosen.end), eventDefaultsOf(settings));
    setOpened({ mode: 'create', draft });
  };
  const startCreating = (chosen: Days) => void create(chosen).catch(failure);
  const open = (event: PromotionEvent) => setOpened({ mode: 'details', event });

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
          onStatus={setStatus}
          search={searchInput}
          onSearch={setSearchInput}
        />
        {query.error ? (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && events.length === 0 ? (
          <NoEvents filtered={status !== null || search.trim() !== ''} mayWrite={mayWrite} />
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
            <EventList events={events} onOpen={open} />
          ) : (
            <EventCalendar
              events={events}
              view={view}
              date={date}
              onOpen={open}
              onSelectDays={mayWrite ? startCreating : undefined}
            />
          )}
        </Card>
      </Stack>
      <EventPanel opened={opened} onChange={setOpened} />
    </Page>
  );
}
