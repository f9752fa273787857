import FullCalendar, { type EventInput as CalendarEventInput } from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import arLocale from '@fullcalendar/react/locales/ar';
import heLocale from '@fullcalendar/react/locales/he';
import themePlugin from '@fullcalendar/react/themes/forma';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/forma/theme.css';
import '@fullcalendar/react/themes/forma/palettes/blue.css';
import { useCalendarController } from '@fullcalendar/react';
import { directionOf, firstDayOfWeek, useLanguage, useMediaQuery } from '@promenade/portal-kit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { daysOf } from '../event-window.js';
import type { PromotionEvent } from '../promotion-event.js';
import { CalendarBar } from './calendar-bar.js';
import { CalendarToolbar } from './calendar-toolbar.js';
import styles from './event-calendar.module.css';

interface EventCalendarProps {
  events: PromotionEvent[];
  /** Called with the range that must be loaded. */
  onRange: (range: { from: string; to: string }) => void;
  onOpen: (event: PromotionEvent) => void;
  /** Called with chosen days, `end` being the day after the last; absent for those who only read. */
  onSelectDays: ((days: { start: string; end: string }) => void) | undefined;
}

const NARROW = '(max-width: 48em)';
const PLUGINS = [dayGridPlugin, listPlugin, interactionPlugin, themePlugin];
const LOCALES = [arLocale, heLocale];
const DAY_MS = 86_400_000;

/**
 * Events as bars over the days of their window, each in its own zone: dispatch days are days of the
 * event's zone, so those are the ones to see.
 */
export function EventCalendar({ events, onRange, onOpen, onSelectDays }: EventCalendarProps) {
  const { t } = useTranslation('scheduling');
  const language = useLanguage();
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const controller = useCalendarController();
  const bars = useMemo(() => events.map(barOf), [events]);
  const select = onSelectDays
    ? ({ start, end }: { start: Date; end: Date }) =>
        onSelectDays({ start: isoDay(start), end: isoDay(end) })
    : undefined;

  return (
    <div className={styles.calendar}>
      <CalendarToolbar controller={controller} />
      <FullCalendar
        controller={controller}
        plugins={PLUGINS}
        initialView={narrow ? 'listMonth' : 'dayGridMonth'}
        headerToolbar={false}
        locales={LOCALES}
        locale={language}
        direction={directionOf(language)}
        firstDay={firstDayOfWeek(language)}
        // Bars carry days, not moments: no zone may move them.
        timeZone="UTC"
        height="auto"
        dayMaxEvents={4}
        fixedWeekCount={false}
        events={bars}
        eventInteractive
        eventContent={(info) => <CalendarBar info={info} />}
        eventClass={(info) => styles[`bar${info.event.extendedProps['status'] as string}`]}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault();
          onOpen(event.extendedProps['promotionEvent'] as PromotionEvent);
        }}
        selectable={select !== undefined}
        {...(select
          ? {
              select,
              dateClick: ({ date }: { date: Date }) =>
                select({ start: date, end: new Date(date.getTime() + DAY_MS) }),
            }
          : {})}
        datesSet={({ start, end }) =>
          // Zones differ from UTC by up to 14 hours: a day on either side holds them all.
          onRange({
            from: new Date(start.getTime() - DAY_MS).toISOString(),
            to: new Date(end.getTime() + DAY_MS).toISOString(),
          })
        }
        noEventsContent={() => t('portal.empty.title')}
      />
    </div>
  );
}

function barOf(event: PromotionEvent): CalendarEventInput {
  return {
    id: event.event_id,
    title: event.title,
    allDay: true,
    ...daysOf(event),
    extendedProps: { promotionEvent: event, status: event.status },
  };
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
