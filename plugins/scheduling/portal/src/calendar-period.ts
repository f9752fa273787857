import { Temporal } from 'temporal-polyfill';

export const CALENDAR_VIEWS = ['month', 'week', 'list'] as const;

export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** Days as `2026-11-21`; `end` is the day after the last. */
export interface Days {
  start: string;
  end: string;
}

/**
 * The days that a view shows around a date: whole weeks for the month's grid, the month alone for the
 * list.
 *
 * @param firstDay the day that a week begins with; 0 is Sunday
 */
export function daysShown(view: CalendarView, date: string, firstDay: number): Days {
  const day = Temporal.PlainDate.from(date);
  const firstOfMonth = day.with({ day: 1 });
  const nextMonth = firstOfMonth.add({ months: 1 });
  if (view === 'list') return { start: firstOfMonth.toString(), end: nextMonth.toString() };
  const start = startOfWeek(view === 'week' ? day : firstOfMonth, firstDay);
  const lastWeek = view === 'week' ? start : startOfWeek(nextMonth.subtract({ days: 1 }), firstDay);
  return { start: start.toString(), end: lastWeek.add({ days: 7 }).toString() };
}

/** The date to show after going `steps` months or weeks on; back when negative. */
export function moved(view: CalendarView, date: string, steps: number): string {
  const day = Temporal.PlainDate.from(date);
  if (view === 'week') return day.add({ weeks: steps }).toString();
  return day.with({ day: 1 }).add({ months: steps }).toString();
}

/** Whether two spans of days have a day in common. */
export function overlap(one: Days, other: Days): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The instants to ask for so that no event of these days is missed, whatever its zone. */
export function instantsAround({ start, end }: Days): { from: string; to: string } {
  // Zones differ from UTC by up to 14 hours: a day on either side holds them all.
  const from = Temporal.PlainDate.from(start).subtract({ days: 1 });
  const to = Temporal.PlainDate.from(end).add({ days: 1 });
  return { from: `${from.toString()}T00:00:00Z`, to: `${to.toString()}T00:00:00Z` };
}

/** "November 2026", or for a week "Nov 16 – 22, 2026". */
export function periodTitle(view: CalendarView, date: string, days: Days, locale: string): string {
  const latin = `${locale}-u-nu-latn`;
  const utc = (day: string) => new Date(`${day}T00:00:00Z`);
  if (view !== 'week') {
    const month = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(latin, month).format(utc(date));
  }
  const lastDay = Temporal.PlainDate.from(days.end).subtract({ days: 1 }).toString();
  return new Intl.DateTimeFormat(latin, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
    utc(days.start),
    utc(lastDay),
  );
}

function startOfWeek(day: Temporal.PlainDate, firstDay: number): Temporal.PlainDate {
  // dayOfWeek counts from Monday, 1, to Sunday, 7.
  return day.subtract({ days: (day.dayOfWeek - firstDay + 7) % 7 });
}
