import { Temporal } from 'temporal-polyfill';
import type { EventInput } from './promotion-event.js';

/**
 * Whether publishing sends today's message right away: the window runs, and what is left of its day no
 * longer holds the dispatch time. "Today" is counted in the zone of the event.
 *
 * @param now - milliseconds since the epoch
 */
export function isDueAtOnce(
  event: Pick<EventInput, 'start_datetime' | 'end_datetime' | 'timezone' | 'dispatch_time'>,
  now: number,
): boolean {
  const end = Date.parse(event.end_datetime);
  if (now < Date.parse(event.start_datetime) || now >= end) return false;
  const dispatch = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(event.timezone)
    .toPlainDate()
    .toZonedDateTime({ timeZone: event.timezone, plainTime: event.dispatch_time });
  const stillAhead = dispatch.epochMilliseconds > now && dispatch.epochMilliseconds < end;
  return !stillAhead;
}
