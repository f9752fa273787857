import { firstDayOfWeek, useLanguage, useMediaQuery } from '@promenade/portal-kit';
import { useState } from 'react';
import { type CalendarView, daysShown, moved, periodTitle } from './calendar-period.js';
import { today } from './event-window.js';

/** Seven columns do not fit a phone: it starts with the list. */
const NARROW = '(max-width: 48em)';

/** Which days the calendar shows, how, and the ways to others. */
export function useCalendarPosition() {
  const language = useLanguage();
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [view, setView] = useState<CalendarView>(narrow ? 'list' : 'month');
  const [date, setDate] = useState(() => today().start);
  const days = daysShown(view, date, firstDayOfWeek(language));
  return {
    view,
    date,
    days,
    title: periodTitle(view, date, days, language),
    setView,
    move: (steps: number) => setDate((before) => moved(view, before, steps)),
    goToToday: () => setDate(today().start),
  };
}
