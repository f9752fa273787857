import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextDue, scheduleFault, scheduleText } from './cron-schedule.js';

const dueTimes = (cron: string, timezone: string, from: string, count: number): string[] => {
  const times: string[] = [];
  let after = new Date(from);
  while (times.length < count) {
    after = nextDue({ cron, timezone }, after);
    times.push(after.toISOString());
  }
  return times;
};

describe('a job at 02:30 in Berlin', () => {
  test('runs at the first moment after the gap where the clocks go forward', () => {
    expect(dueTimes('30 2 * * *', 'Europe/Berlin', '2026-03-27T23:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      // 02:30 does not exist; 03:00 CEST is the first moment after.
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  test('runs at the first of the two where they go back', () => {
    expect(dueTimes('30 2 * * *', 'Europe/Berlin', '2026-10-23T23:00:00Z', 3)).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });
});

test('a list of hours runs once each on both days, and hours that fall into one run once', () => {
  expect(dueTimes('0 2,3 * * *', 'Europe/Berlin', '2026-03-28T23:00:00Z', 2)).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:00:00.000Z',
  ]);
  expect(dueTimes('0 2,3 * * *', 'Europe/Berlin', '2026-10-24T23:00:00Z', 3)).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T02:00:00.000Z',
    '2026-10-26T01:00:00.000Z',
  ]);
});

test('a step follows the time that passes', () => {
  expect(dueTimes('*/30 * * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', 4)).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:00:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2026-10-25T02:00:00.000Z',
  ]);
});

test('without a zone it is UTC, in the text that is kept too', () => {
  const cron = '30 2 * * *';
  expect(nextDue({ cron }, new Date('2026-07-01T00:00:00Z'))).toEqual(
    new Date('2026-07-01T02:30:00Z'),
  );
  expect(scheduleText({ cron })).toBe(scheduleText({ cron, timezone: 'UTC' }));
});

const moments = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Jerusalem', 'Australia/Lord_Howe');

test('the next due time is later, and none lies between', () => {
  fc.assert(
    fc.property(moments, zones, fc.integer({ min: 0, max: 59 }), (after, timezone, minute) => {
      const schedule = { cron: `${minute} * * * *`, timezone };
      const next = nextDue(schedule, after);
      expect(next.getTime()).toBeGreaterThan(after.getTime());
      // Lord Howe's clocks change by half an hour, so two hours hold every minute.
      expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(2 * 3_600_000);
      const before = new Date(Math.max(after.getTime(), next.getTime() - 1_000));
      expect(nextDue(schedule, before)).toEqual(next);
    }),
  );
});

test('an hour of the day comes once on every day of the zone', () => {
  const dayIn = (timeZone: string, at: Date): string =>
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(at);
  fc.assert(
    fc.property(moments, zones, fc.integer({ min: 0, max: 23 }), (after, timezone, hour) => {
      const schedule = { cron: `15 ${hour} * * *`, timezone };
      const first = nextDue(schedule, after);
      const second = nextDue(schedule, first);
      const noon = new Date(first.getTime() + 86_400_000);
      expect(dayIn(timezone, second)).not.toBe(dayIn(timezone, first));
      expect(second.getTime() - noon.getTime()).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

describe('a schedule is refused', () => {
  const now = new Date('2026-11-21T00:00:00Z');
  test.each([
    [{ cron: '' }, 'cron', /five fields/],
    [{ cron: '* * * *' }, 'cron', /five fields/],
    [{ cron: '* * * * * * *' }, 'cron', /five fields/],
    [{ cron: '2027-01-01T00:00:00' }, 'cron', /five fields/],
    [{ cron: '61 * * * *' }, 'cron', /minute: 61/],
    [{ cron: '* * * * FUNDAY' }, 'cron', /cannot be read/],
    [{ cron: '@sometimes' }, 'cron', /cannot be read/],
    [{ cron: '0 0 30 2 *' }, 'cron', /never comes/],
    [{ cron: '* * * * *', timezone: 'Mars/Olympus' }, 'timezone', /no IANA/],
    [{ cron: '* * * * *', timezone: '+02:00' }, 'timezone', /no IANA/],
    [{ cron: '* * * * *', timezone: '' }, 'timezone', /no IANA/],
  ])('%j', (schedule, field, reason) => {
    expect(scheduleFault(schedule, now)).toMatchObject({
      field,
      reason: expect.stringMatching(reason),
    });
  });

  test.each(['*/5 * * * *', '* * * * * *', '@daily', '0 9 * * MON-FRI', '0 0 29 2 *'])(
    'but not %s',
    (cron) => expect(scheduleFault({ cron, timezone: 'Asia/Jerusalem' }, now)).toBeUndefined(),
  );
});
