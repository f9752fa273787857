import {
  Button,
  Card,
  Icon,
  Page,
  ProblemAlert,
  Stack,
  useDebouncedValue,
  usePermission,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Days, instantsAround, overlap } from '../calendar-period.js';
import { emptyDraft } from '../event-draft.js';
import { daysOf, ownTimeZone, today, wholeDays } from '../event-window.js';
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
  const mayWrite = usePermission('scheduling.events.write');
  const { view, date, days, title, setView, move, goToToday } = useCalendarPosition();
  const [status, setStatus] = useState<EventStatus | null>(null);
  const [searchInput, setSearchInput] = useState('');
  const [search] = useDebouncedValue(searchInput, SEARCH_DELAY_MS);
  const [opened, setOpened] = useState<OpenedEvent | null>(null);
  const query = useEvents({ ...instantsAround(days), status, search });
  const events = (query.data ?? []).filter((event) => overlap(daysOf(event), days));

  const create = (chosen: Days) => {
    const draft = emptyDraft(wholeDays(chosen.start, chosen.end), ownTimeZone());
    setOpened({ mode: 'create', draft });
  };
  const open = (event: PromotionEvent) => setOpened({ mode: 'details', event });

  return (
    <Page
      title={t('pages.eventCalendar')}
      description={t('portal.description')}
      actions={
        mayWrite ? (
          <Button leftSection={<Icon name="plus" />} onClick={() => create(today())}>
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
              onSelectDays={mayWrite ? create : undefined}
            />
          )}
        </Card>
      </Stack>
      <EventPanel opened={opened} onChange={setOpened} />
    </Page>
  );
}
