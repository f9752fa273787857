import { Temporal } from 'temporal-polyfill';

/** Hours of each day in which a customer is not to be disturbed. */
export interface QuietHours {
  /** Wall-clock time, `HH:MM`. */
  readonly from: string;
  /** Wall-clock time, `HH:MM`, other than `from`; an earlier one is that of the next day. */
  readonly until: string;
  /** IANA zone in which both are read. */
  readonly timezone: string;
}

export interface QuietPeriod {
  readonly since: Date;
  /** The first instant after it. */
  readonly until: Date;
}

/**
 * The quiet period that an instant lies in; undefined when it lies in none. A time that a change to summer time skips counts
 * as much later as the clock was put forward, and one that occurs twice counts the first time (`compatible` in TC39 Temporal).
 */
export const quietPeriodAt = (hours: QuietHours, now: Date): QuietPeriod | undefined => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(hours.timezone)
    .toPlainDate();
  return [today.subtract({ days: 1 }), today]
    .map((day) => periodFrom(hours, day))
    .find(({ since, until }) => since <= now && now < until);
};

const periodFrom = (
  { from, until, timezone }: QuietHours,
  day: Temporal.PlainDate,
): QuietPeriod => {
  const at = (date: Temporal.PlainDate, time: string): Date =>
    new Date(
      date.toZonedDateTime({ timeZone: timezone, plainTime: Temporal.PlainTime.from(time) })
        .epochMilliseconds,
    );
  return { since: at(day, from), until: at(until > from ? day : day.add({ days: 1 }), until) };
};
