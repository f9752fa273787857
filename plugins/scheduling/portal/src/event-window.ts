import { Temporal } from 'temporal-polyfill';
import type { EventInput } from './promotion-event.js';

/** The wall-clock time of an instant in a zone, to the minute: `2026-11-21T09:00`. */
export function wallClockOf(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/**
 * The instant of a wall-clock time in a zone, in UTC. A time that a clock change skips moves on by the
 * length of the gap; of one that occurs twice the first is taken. Empty when the time is incomplete.
 */
export function instantOf(wallClock: string, timeZone: string): string {
  try {
    return Temporal.PlainDateTime.from(wallClock).toZonedDateTime(timeZone).toInstant().toString();
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

/** The local days that a window touches, as a calendar wants them: `end` is the day after the last. */
export function daysOf(window: Pick<EventInput, 'start_datetime' | 'end_datetime' | 'timezone'>): {
  start: string;
  end: string;
} {
  const dayOf = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(window.timezone).toPlainDate();
  const start = dayOf(Temporal.Instant.from(window.start_datetime));
  // A window that ends at midnight does not touch the day that begins then.
  const lastMoment = Temporal.Instant.from(window.end_datetime).subtract({ nanoseconds: 1 });
  const lastDay = dayOf(lastMoment);
  const end = Temporal.PlainDate.compare(lastDay, start) < 0 ? start : lastDay;
  return { start: start.toString(), end: end.add({ days: 1 }).toString() };
}

/** The whole days from `start` to the day before `end`, as wall-clock times for a new event. */
export function wholeDays(start: string, end: string): { start: string; end: string } {
  const lastDay = Temporal.PlainDate.from(end).subtract({ days: 1 });
  return { start: `${start}T00:00`, end: `${lastDay.toString()}T23:59` };
}

/** The zone of this browser. */
export function ownTimeZone(): string {
  return Temporal.Now.timeZoneId();
}

/** Today in this browser's zone, `2026-11-21`, and the day after. */
export function today(): { start: string; end: string } {
  const date = Temporal.Now.plainDateISO();
  return { start: date.toString(), end: date.add({ days: 1 }).toString() };
}
