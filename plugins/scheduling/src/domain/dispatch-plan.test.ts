import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DispatchWindow, dueTick, nextWake, tickOf } from './dispatch-plan.js';
import { ticksByTheMinute } from './testing/minute-oracle.js';

const at = (iso: string): Date => new Date(iso);

const window: DispatchWindow = {
  start: at('2026-11-20T10:00:00Z'),
  end: at('2026-11-23T10:00:00Z'),
  timezone: 'Asia/Jerusalem',
  dispatchTime: '09:00',
};

/** Zones with changes at midnight, of half an hour, across the date line, and with none. */
const zones = [
  'UTC',
  'Asia/Jerusalem',
  'Asia/Riyadh',
  'Africa/Cairo',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Europe/London',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'America/St_Johns',
];

const windows: fc.Arbitrary<DispatchWindow> = fc
  .record({
    timezone: fc.constantFrom(...zones),
    start: fc.integer({ min: Date.UTC(2018, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 }),
    minutes: fc.integer({ min: 1, max: 5 * 24 * 60 }),
    time: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  })
  .map(({ timezone, start, minutes, time }) => ({
    timezone,
    start: new Date(start * 60_000),
    end: new Date((start + minutes) * 60_000),
    dispatchTime: `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`,
  }));

/** Wakes as the durable timer does, without interruption. */
const simulate = (plan: DispatchWindow, from: Date): Map<string, Date[]> => {
  const dispatched = new Map<string, Date[]>();
  for (let now: Date | undefined = from; now; now = nextWake(plan, now)) {
    const due = dueTick(plan, now);
    if (due) dispatched.set(due.date, [...(dispatched.get(due.date) ?? []), now]);
  }
  return dispatched;
};

describe('tickOf', () => {
  it('is the dispatch time in the event’s zone', () => {
    expect(tickOf(window, '2026-11-21')?.at).toEqual(at('2026-11-21T07:00:00Z'));
  });

  it('is the start on a first day that begins after the dispatch time', () => {
    expect(tickOf(window, '2026-11-20')?.at).toEqual(window.start);
  });

  it('is midnight on a last day that ends before the dispatch time', () => {
    const early = { ...window, end: at('2026-11-23T05:00:00Z') };
    expect(tickOf(early, '2026-11-23')?.at).toEqual(at('2026-11-22T22:00:00Z'));
  });

  it('is nothing outside the window', () => {
    expect(tickOf(window, '2026-11-19')).toBeUndefined();
    expect(tickOf(window, '2026-11-24')).toBeUndefined();
  });

  it('moves a time that the clock skips as far as the clock was put forward', () => {
    const spring: DispatchWindow = {
      start: at('2026-03-07T00:00:00Z'),
      end: at('2026-03-10T00:00:00Z'),
      timezone: 'America/New_York',
      dispatchTime: '02:30',
    };
    expect(tickOf(spring, '2026-03-08')?.at).toEqual(at('2026-03-08T07:30:00Z'));
  });

  it('takes the first of two equal times', () => {
    const autumn: DispatchWindow = {
      start: at('2026-10-31T00:00:00Z'),
      end: at('2026-11-03T00:00:00Z'),
      timezone: 'America/New_York',
      dispatchTime: '01:30',
    };
    expect(tickOf(autumn, '2026-11-01')?.at).toEqual(at('2026-11-01T05:30:00Z'));
  });

  it('agrees with a wall clock watched every minute', () => {
    fc.assert(
      fc.property(windows, (plan) => {
        const expected = ticksByTheMinute(plan);
        const actual = [...expected.keys()].map((date) => [date, tickOf(plan, date)?.at.getTime()]);
        expect(actual).toEqual([...expected]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dueTick and nextWake', () => {
  it('dispatch every day of the window once, at its time, while nothing stops', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: -60, max: 7_000 }), (plan, offset) => {
        const publishedAt = new Date(plan.start.getTime() + offset * 60_000);
        fc.pre(publishedAt < plan.end);
        const ticks = ticksByTheMinute(plan);
        const local = new Intl.DateTimeFormat('en-CA', { timeZone: plan.timezone });
        const today = local.format(publishedAt);
        const expected = [...ticks]
          .filter(([date]) => date >= today)
          .map(([date, tick]) => [date, [new Date(Math.max(tick, publishedAt.getTime()))]]);
        // The end of the window may come within a day that was dispatched before: then it is due again, and the day row says no.
        const actual = [...simulate(plan, publishedAt)].map(([date, times]) => [
          date,
          times.slice(0, 1),
        ]);
        expect(actual).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('never make up a day that was missed', () => {
    const due = dueTick(window, at('2026-11-22T12:00:00Z'));
    expect(due?.date).toBe('2026-11-22');
  });

  it('wake at the end, and then no more', () => {
    const last = at('2026-11-23T08:00:00Z');
    expect(nextWake(window, last)).toEqual(window.end);
    expect(nextWake(window, window.end)).toBeUndefined();
    expect(dueTick(window, window.end)).toBeUndefined();
  });

  it('wake at the first tick when the window has not begun', () => {
    expect(nextWake(window, at('2026-11-01T00:00:00Z'))).toEqual(window.start);
  });
});
