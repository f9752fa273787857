import { Temporal } from 'temporal-polyfill';
import { CALENDAR_VIEWS, type CalendarView } from './calendar-period.js';
import { EVENT_STATUSES, type EventStatus } from './promotion-event.js';

/** What the address of the calendar says; null where it says nothing, or nothing that can be shown. */
export interface CalendarAddress {
  view: CalendarView | null;
  /** Any day of what is shown, `2026-11-21`. */
  date: string | null;
  status: EventStatus | null;
  search: string;
  /** The event that is open beside the calendar. */
  eventId: string | null;
}

export function addressOf(params: URLSearchParams): CalendarAddress {
  return {
    view: CALENDAR_VIEWS.find((each) => each === params.get('view')) ?? null,
    date: dateOf(params.get('date')),
    status: EVENT_STATUSES.find((each) => each === params.get('status')) ?? null,
    search: params.get('q') ?? '',
    eventId: params.get('event') || null,
  };
}

/** The parameters after a change; what others put there stays. */
export function changedParams(
  params: URLSearchParams,
  changes: Partial<CalendarAddress>,
): URLSearchParams {
  const { view, date, status, search, eventId } = { ...addressOf(params), ...changes };
  const next = new URLSearchParams(params);
  const values = { view, date, status, q: search, event: eventId };
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

function dateOf(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
