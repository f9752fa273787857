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
import { emptyDraft } from '../event-draft.js';
import { ownTimeZone, today, wholeDays } from '../event-window.js';
import type { EventStatus } from '../promotion-event.js';
import { useEvents } from '../use-events.js';
import { EventCalendar } from './event-calendar.js';
import { EventFilters } from './event-filters.js';
import { EventPanel, type OpenedEvent } from './event-panel.js';
import { NoEvents } from './no-events.js';

const SEARCH_DELAY_MS = 250;

/** The merchant's promotion events over time. */
export function EventCalendarPage() {
  const { t } = useTranslation('scheduling');
  const mayWrite = usePermission('scheduling.events.write');
  const [range, setRange] = useState<{ from: string; to: string } | null>(null);
  const [status, setStatus] = useState<EventStatus | null>(null);
  const [searchInput, setSearchInput] = useState('');
  const [search] = useDebouncedValue(searchInput, SEARCH_DELAY_MS);
  const [opened, setOpened] = useState<OpenedEvent | null>(null);
  const query = useEvents(range && { ...range, status, search });
  const events = query.data ?? [];

  // The calendar tells its range after every render; only another range is news.
  const showRange = (shown: { from: string; to: string }) =>
    setRange((before) => (before?.from === shown.from && before.to === shown.to ? before : shown));

  const create = (days: { start: string; end: string }) =>
    setOpened({
      mode: 'create',
      draft: emptyDraft(wholeDays(days.start, days.end), ownTimeZone()),
    });

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
          <EventCalendar
            events={events}
            onRange={showRange}
            onOpen={(event) => setOpened({ mode: 'details', event })}
            onSelectDays={mayWrite ? create : undefined}
          />
        </Card>
      </Stack>
      <EventPanel opened={opened} onChange={setOpened} />
    </Page>
  );
}
