import { firstDayOfWeek, useLanguage, useMediaQuery } from '@promenade/portal-kit';
import type { CalendarAddress } from './calendar-address.js';
import { type CalendarView, daysShown, moved, periodTitle } from './calendar-period.js';
import { today } from './event-window.js';

/** Seven columns do not fit a phone: it starts with the list. */
const NARROW = '(max-width: 48em)';

interface Position extends Pick<CalendarAddress, 'view' | 'date'> {
  change: (changes: Partial<CalendarAddress>) => void;
}

/** Which days the calendar shows, how, and the ways to others. What the address does not say is today, as a month. */
export function useCalendarPosition({ view: chosen, date: chosenDate, change }: Position) {
  const language = useLanguage();
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const view = chosen ?? (narrow ? 'list' : 'month');
  const date = chosenDate ?? today().start;
  const days = daysShown(view, date, firstDayOfWeek(language));
  return {
    view,
    date,
    days,
    title: periodTitle(view, date, days, language),
    setView: (next: CalendarView) => change({ view: next }),
    move: (steps: number) => change({ date: moved(view, date, steps) }),
    goToToday: () => change({ date: null }),
  };
}
