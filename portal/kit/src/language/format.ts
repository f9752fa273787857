const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** Texts for moments and numbers in one language. */
export interface Format {
  /** "Nov 21, 2026, 9:00 AM" in the given IANA zone, else in the browser's. */
  dateTime: (iso: string, timeZone?: string) => string;
  /** "9:00 AM" of a wall-clock time such as `09:00`, by the clock that `dateTime` uses. */
  timeOfDay: (wallClock: string) => string;
  /** "Saturday, 21 November 2026" of a calendar date such as `2026-11-21`. */
  date: (isoDate: string) => string;
  /** "3 hours ago"; beyond a week, nothing finer than days. */
  relative: (iso: string, now?: Date) => string;
  number: (value: number) => string;
  percent: (percentage: number) => string;
  list: (items: string[]) => string;
}

/** Digits are Latin in every language: they stand beside ids and times that are entered so. */
export function createFormat(language: string): Format {
  const locale = `${language}-u-nu-latn`;
  return {
    dateTime: (iso, timeZone) =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        ...(timeZone ? { timeZone } : {}),
      }).format(new Date(iso)),
    timeOfDay: (wallClock) =>
      new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
        new Date(`1970-01-01T${wallClock}Z`),
      ),
    date: (isoDate) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
        new Date(`${isoDate}T00:00:00Z`),
      ),
    relative: (iso, now = new Date()) => relative(locale, (Date.parse(iso) - now.getTime()) / 1000),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    percent: (percentage) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
        percentage / 100,
      ),
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
}

function relative(locale: string, seconds: number): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const fitting = UNITS.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (!fitting) return format.format(0, 'second');
  return format.format(Math.round(seconds / fitting.seconds), fitting.unit);
}
