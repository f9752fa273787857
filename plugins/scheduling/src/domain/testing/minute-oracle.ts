import type { DispatchWindow } from '../dispatch-plan.js';

const minute = 60_000;
const dayMinutes = 24 * 60;

interface LocalMinute {
  readonly date: string;
  /** Minutes on the wall clock since 1970-01-01T00:00 there. */
  readonly count: number;
}

/** The wall clock of a zone. */
export const clockOf = (timezone: string): ((instant: number) => LocalMinute) => {
  // The Swedish way of writing a time: 2026-11-21 09:00.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (instant) => {
    const text = format.format(instant);
    const date = text.slice(0, 10);
    const time = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
    return { date, count: Date.parse(date) / minute + time };
  };
};

const block = 30;

/**
 * The wall clock at each minute of a span, in order. Between two looks half an hour apart that lie half an hour apart on the
 * clock too nothing was put forward or back, so those minutes are counted instead of looked at.
 */
function* minutesOf(timezone: string, from: number, end: number): Generator<[number, LocalMinute]> {
  const local = clockOf(timezone);
  let first = local(from);
  for (let at = from; at < end; at += block * minute) {
    const next = local(at + block * minute);
    const isEven = next.count - first.count === block;
    for (let past = 0; past < block && at + past * minute < end; past += 1) {
      const now = at + past * minute;
      yield [now, isEven ? later(first, past) : local(now)];
    }
    first = next;
  }
}

const later = ({ date, count }: LocalMinute, minutes: number): LocalMinute => {
  const isSameDay = Math.floor(count / dayMinutes) === Math.floor((count + minutes) / dayMinutes);
  return {
    date: isSameDay ? date : dateOf(count + minutes),
    count: count + minutes,
  };
};

const dateOf = (count: number): string => new Date(count * minute).toISOString().slice(0, 10);

/**
 * When each day of a window is dispatched, found by looking at a wall clock every minute: slow, and obviously right.
 * The window must begin and end on whole minutes.
 */
export const ticksByTheMinute = (window: DispatchWindow): ReadonlyMap<string, number> => {
  const [hours = 0, minutes = 0] = window.dispatchTime.split(':').map(Number);
  const wanted = hours * 60 + minutes;
  const start = window.start.getTime();
  const end = window.end.getTime();
  const ticks = new Map<string, number>();
  const isAtDispatchTime = new Set<string>();
  // A day before the window, so that the first day's clock change is seen even when it lies before the start.
  const from = start - dayMinutes * minute;
  let before: LocalMinute | undefined;
  for (const [now, current] of minutesOf(window.timezone, from, end)) {
    const since = before?.count ?? current.count;
    before = current;
    if (now >= start && !ticks.has(current.date)) ticks.set(current.date, now);
    // What the clock shows or skips since the minute before; a clock put back repeats, and the first time counts.
    const count =
      current.count - (((current.count % dayMinutes) + dayMinutes) % dayMinutes) + wanted;
    const isNow = count > since && count <= current.count;
    if ((isNow || count === current.count) && !isAtDispatchTime.has(current.date)) {
      isAtDispatchTime.add(current.date);
      const at = count === current.count ? now : now + (count - since - 1) * minute;
      if (at >= start && at < end) ticks.set(current.date, at);
    }
  }
  return ticks;
};
