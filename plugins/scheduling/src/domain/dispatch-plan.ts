import { Temporal } from 'temporal-polyfill';

/** The window of a promotion event, as far as its days are concerned. */
export interface DispatchWindow {
  /** First instant of the window. */
  readonly start: Date;
  /** First instant after the window. */
  readonly end: Date;
  /** IANA zone in which the days are counted. */
  readonly timezone: string;
  /** Wall-clock time in that zone, `HH:MM`. */
  readonly dispatchTime: string;
}

export interface DispatchTick {
  /** The day in the window's zone, `YYYY-MM-DD`. */
  readonly date: string;
  /** When that day is dispatched, an instant within the window. */
  readonly at: Date;
}

const zoned = (instant: Date, timezone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);

/** The day of an instant in the window's zone, `YYYY-MM-DD`. */
export const dayOf = ({ timezone }: Pick<DispatchWindow, 'timezone'>, instant: Date): string =>
  zoned(instant, timezone).toPlainDate().toString();

/**
 * When a day is dispatched: at the dispatch time, or, where the window covers the day but not that time, as soon as
 * the window does. A time that a change to summer time skips counts as much later as the clock was put forward, and one
 * that occurs twice counts once, the first time (`compatible` in TC39 Temporal).
 * @returns undefined for a day outside the window.
 */
export const tickOf = (window: DispatchWindow, date: string): DispatchTick | undefined => {
  const day = Temporal.PlainDate.from(date);
  const from = Math.max(
    day.toZonedDateTime(window.timezone).epochMilliseconds,
    window.start.getTime(),
  );
  const until = Math.min(
    day.add({ days: 1 }).toZonedDateTime(window.timezone).epochMilliseconds,
    window.end.getTime(),
  );
  if (from >= until) return undefined;
  const wanted = day.toZonedDateTime({
    timeZone: window.timezone,
    plainTime: window.dispatchTime,
  }).epochMilliseconds;
  const at = wanted >= from && wanted < until ? wanted : from;
  return { date, at: new Date(at) };
};

/** The day that is due now: today's, once its time has come. Earlier days are never made up. */
export const dueTick = (window: DispatchWindow, now: Date): DispatchTick | undefined => {
  if (now >= window.end) return undefined;
  const tick = tickOf(window, dayOf(window, now));
  return tick && tick.at <= now ? tick : undefined;
};

/**
 * When to look at the event next: at the first tick after `now`, and at the end of the window when no tick is left.
 * @returns undefined once the window is over.
 */
export const nextWake = (window: DispatchWindow, now: Date): Date | undefined => {
  if (now >= window.end) return undefined;
  let day = zoned(now < window.start ? window.start : now, window.timezone).toPlainDate();
  // Today's tick may be past; tomorrow's is ahead, unless the window ends before, or the zone has no such day: Apia went
  // from 29 to 31 December 2011.
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const tick = tickOf(window, day.toString());
    if (tick && tick.at > now) return tick.at;
    day = day.add({ days: 1 });
  }
  return window.end;
};
