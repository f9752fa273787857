import FullCalendar, {
  type EventInput as CalendarEventInput,
  type EventDisplayInfo,
} from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import arLocale from '@fullcalendar/react/locales/ar';
import heLocale from '@fullcalendar/react/locales/he';
import themePlugin from '@fullcalendar/react/themes/forma';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/forma/theme.css';
import '@fullcalendar/react/themes/forma/palettes/blue.css';
import { directionOf, firstDayOfWeek, useLanguage } from '@promenade/portal-kit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Days } from '../calendar-period.js';
import { daysOf } from '../event-window.js';
import type { EventLine } from '../promotion-event.js';
import { CalendarBar } from './calendar-bar.js';
import styles from './event-calendar.module.css';

interface EventCalendarProps {
  events: EventLine[];
  view: 'month' | 'week';
  /** Any day of the month or week to show, `2026-11-21`. */
  date: string;
  onOpen: (event: EventLine) => void;
  /** Called with the days that were chosen; absent for those who only read. */
  onSelectDays: ((days: Days) => void) | undefined;
}

const PLUGINS = [dayGridPlugin, interactionPlugin, themePlugin];
const LOCALES = [arLocale, heLocale];
const VIEWS = { month: 'dayGridMonth', week: 'dayGridWeek' } as const;
const DAY_MS = 86_400_000;

/**
 * Events as bars over the days of their window, each in its own zone: dispatch days are days of the
 * event's zone, so those are the ones to see.
 */
export function EventCalendar({ events, view, date, onOpen, onSelectDays }: EventCalendarProps) {
  const { t } = useTranslation('scheduling');
  const language = useLanguage();
  const bars = useMemo(() => events.map(barOf), [events]);
  const select = onSelectDays
    ? ({ start, end }: { start: Date; end: Date }) =>
        onSelectDays({ start: isoDay(start), end: isoDay(end) })
    : undefined;

  return (
    <div className={styles.calendar}>
      <FullCalendar
        // The calendar reads view and date when it is made; another one is made for others.
        key={`${view} ${date}`}
        plugins={PLUGINS}
        initialView={VIEWS[view]}
        initialDate={date}
        headerToolbar={false}
        locales={LOCALES}
        locale={language}
        direction={directionOf(language)}
        firstDay={firstDayOfWeek(language)}
        // Bars carry days, not moments: no zone may move them.
        timeZone="UTC"
        height="auto"
        dayMaxEvents={view === 'month' ? 4 : false}
        fixedWeekCount={false}
        events={bars}
        eventInteractive
        eventContent={renderBar}
        eventClass={({ event }) => styles[`bar${eventOf(event).status}`]}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault();
          onOpen(eventOf(event));
        }}
        moreLinkContent={({ num }) => t('portal.calendar.more', { count: num })}
        selectable={select !== undefined}
        {...(select
          ? {
              select,
              // A tap on a touch screen selects nothing: it arrives here.
              dateClick: ({ date: day }: { date: Date }) =>
                select({ start: day, end: new Date(day.getTime() + DAY_MS) }),
            }
          : {})}
      />
    </div>
  );
}

const renderBar = (info: EventDisplayInfo) => (
  <CalendarBar event={eventOf(info.event)} opens={info.isStart} closes={info.isEnd} />
);

function barOf(event: EventLine): CalendarEventInput {
  return {
    id: event.event_id,
    title: event.title,
    allDay: true,
    ...daysOf(event),
    extendedProps: { promotionEvent: event },
  };
}

function eventOf(bar: { extendedProps: Record<string, unknown> }): EventLine {
  return bar.extendedProps['promotionEvent'] as EventLine;
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
