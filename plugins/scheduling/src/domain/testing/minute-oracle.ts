import type { DispatchWindow } from '../dispatch-plan.js';

const minute = 60_000;

interface LocalMinute {
  readonly date: string;
  /** Minutes since midnight on the wall clock. */
  readonly time: number;
}

const clockOf = (timezone: string): ((instant: number) => LocalMinute) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => {
    const part = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, value]),
    );
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      time: Number(part.hour) * 60 + Number(part.minute),
    };
  };
};

/**
 * When each day of a window is dispatched, found by looking at a wall clock every minute: slow, and obviously right.
 * The window must begin and end on whole minutes.
 */
export const ticksByTheMinute = (window: DispatchWindow): ReadonlyMap<string, number> => {
  const local = clockOf(window.timezone);
  const [hours = 0, minutes = 0] = window.dispatchTime.split(':').map(Number);
  const wanted = hours * 60 + minutes;
  const ticks = new Map<string, number>();
  const isAtDispatchTime = new Set<string>();
  // A day before the window, so that the first day's clock change is seen even when it lies before the start.
  const from = window.start.getTime() - 24 * 60 * minute;
  let before = local(from);
  for (let now = from + minute; now < window.end.getTime(); now += minute) {
    const current = local(now);
    const skipped = current.date === before.date ? current.time - before.time - 1 : 0;
    const isSkipped = skipped > 0 && wanted > before.time && wanted < current.time;
    const at = isSkipped ? now + (wanted - before.time - 1) * minute : now;
    const isInWindow = at >= window.start.getTime() && at < window.end.getTime();
    if (now >= window.start.getTime() && !ticks.has(current.date)) ticks.set(current.date, now);
    if ((current.time === wanted || isSkipped) && !isAtDispatchTime.has(current.date)) {
      isAtDispatchTime.add(current.date);
      if (isInWindow) ticks.set(current.date, at);
    }
    before = current;
  }
  return ticks;
};
