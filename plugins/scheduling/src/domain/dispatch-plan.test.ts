import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DispatchWindow, dueTick, nextWake, tickOf } from './dispatch-plan.js';
import { clockOf, ticksByTheMinute } from './testing/minute-oracle.js';
import { allZones, oddZones, windowsIn } from './testing/odd-windows.js';

const at = (iso: string): Date => new Date(iso);

const window: DispatchWindow = {
  start: at('2026-11-20T10:00:00Z'),
  end: at('2026-11-23T10:00:00Z'),
  timezone: 'Asia/Jerusalem',
  dispatchTime: '09:00',
};

/** Days by when they were dispatched first; the day row refuses every further time. */
type Dispatched = Map<string, number>;

/** Wakes as the durable timer does, without interruption, until a moment. */
const wakeUntil = (plan: DispatchWindow, from: Date, until: Date, days: Dispatched): Dispatched => {
  for (let now: Date | undefined = from; now && now < until; now = nextWake(plan, now)) {
    const due = dueTick(plan, now);
    if (due && !days.has(due.date)) days.set(due.date, now.getTime());
  }
  return days;
};

/** What the oracle expects of a plan that holds from a moment on: today's day at once if its time has come. */
const expectedFrom = (plan: DispatchWindow, from: Date): [string, number][] => {
  const today = clockOf(plan.timezone)(from.getTime()).date;
  return [...ticksByTheMinute(plan)]
    .filter(([date]) => date >= today)
    .map(([date, tick]) => [date, Math.max(tick, from.getTime())]);
};

const later = (moment: Date, minutes: number): Date =>
  new Date(moment.getTime() + minutes * 60_000);

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

  it('leaves out a day that the zone leaves out, and goes on behind it', () => {
    const apia: DispatchWindow = {
      start: at('2011-12-29T00:00:00-10:00'),
      end: at('2012-01-02T00:00:00+14:00'),
      timezone: 'Pacific/Apia',
      dispatchTime: '09:00',
    };
    expect(tickOf(apia, '2011-12-30')).toBeUndefined();
    const days = wakeUntil(apia, apia.start, apia.end, new Map());
    expect([...days.keys()]).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
  });

  it('is midnight where the clock skips the dispatch time to the next day', () => {
    const nuuk: DispatchWindow = {
      start: at('2026-03-26T00:00:00Z'),
      end: at('2026-03-31T00:00:00Z'),
      timezone: 'America/Nuuk',
      dispatchTime: '23:30',
    };
    expect(tickOf(nuuk, '2026-03-28')?.at).toEqual(at('2026-03-28T02:00:00Z'));
  });

  it('agrees with a wall clock watched every minute, in every zone', () => {
    for (const zone of allZones) {
      fc.assert(
        fc.property(windowsIn([zone]), (plan) => {
          const expected = [...ticksByTheMinute(plan)];
          const actual = expected.map(([date]) => [date, tickOf(plan, date)?.at.getTime()]);
          expect(actual).toEqual(expected);
        }),
        { numRuns: 2 },
      );
    }
  }, 30_000);
});

describe('dueTick and nextWake', () => {
  it('dispatch every day of the window once, at its time, while nothing stops', () => {
    fc.assert(
      fc.property(
        windowsIn([...oddZones, ...allZones]),
        fc.integer({ min: -60, max: 4_000 }),
        (plan, offset) => {
          const publishedAt = later(plan.start, offset);
          fc.pre(publishedAt < plan.end);
          const days = wakeUntil(plan, publishedAt, plan.end, new Map());
          expect([...days]).toEqual(expectedFrom(plan, publishedAt));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('dispatch no day twice and leave none out when the event is edited in the midst', () => {
    fc.assert(
      fc.property(
        windowsIn(oddZones),
        windowsIn(['UTC']),
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: -1_500, max: 3_000 }),
        (plan, { dispatchTime }, offset, moved) => {
          const editedAt = later(plan.start, offset);
          const edited = { ...plan, dispatchTime, end: later(plan.end, moved) };
          fc.pre(editedAt < plan.end && edited.end > edited.start);
          const days = wakeUntil(plan, plan.start, editedAt, new Map());
          const before = [...days];
          wakeUntil(edited, editedAt, edited.end, days);
          expect(before).toEqual(
            expectedFrom(plan, plan.start).filter(([, tick]) => tick < editedAt.getTime()),
          );
          const rest = editedAt < edited.end ? expectedFrom(edited, editedAt) : [];
          const done = new Set(before.map(([date]) => date));
          expect([...days]).toEqual([...before, ...rest.filter(([date]) => !done.has(date))]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('after a stop dispatch today once and nothing of the days before', () => {
    fc.assert(
      fc.property(
        windowsIn(oddZones),
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        (plan, offset, length) => {
          const stoppedAt = later(plan.start, offset);
          const backAt = later(stoppedAt, length);
          fc.pre(backAt < plan.end);
          const days = wakeUntil(plan, plan.start, stoppedAt, new Map());
          const done = new Set(days.keys());
          wakeUntil(plan, backAt, plan.end, days);
          const rest = expectedFrom(plan, backAt).filter(([date]) => !done.has(date));
          expect([...days].slice(done.size)).toEqual(rest);
        },
      ),
      { numRuns: 100 },
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
