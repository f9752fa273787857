/** The calendar days that a window touches, `YYYY-MM-DD`, the first and the last. */
export interface WindowDays {
  readonly first: string;
  readonly last: string;
}

/**
 * @param end outside of the window, after `start`
 * @param timezone IANA zone in which days are counted
 * @throws RangeError for a zone that nobody knows
 */
export const windowDays = (start: Date, end: Date, timezone: string): WindowDays => {
  const day = dayIn(timezone);
  return { first: day(start), last: day(new Date(end.getTime() - 1)) };
};

const dayIn = (timeZone: string): ((instant: Date) => string) => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (instant) => {
    const parts = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, value]),
    );
    return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`;
  };
};
