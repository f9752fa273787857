import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quietPeriodAt } from './quiet-hours.js';

const night = { from: '22:00', until: '07:00', timezone: 'Asia/Jerusalem' };
const period = (iso: string, hours = night) => {
  const found = quietPeriodAt(hours, new Date(iso));
  return found && [found.since.toISOString(), found.until.toISOString()];
};

describe('quiet hours', () => {
  it('go over midnight when they end earlier than they begin', () => {
    const whole = ['2026-11-20T20:00:00.000Z', '2026-11-21T05:00:00.000Z'];
    expect(period('2026-11-20T20:00:00Z')).toEqual(whole);
    expect(period('2026-11-21T04:59:59Z')).toEqual(whole);
    expect(period('2026-11-21T05:00:00Z')).toBeUndefined();
    expect(period('2026-11-20T19:59:59Z')).toBeUndefined();
  });

  it('lie within a day when they end later than they begin', () => {
    const siesta = { from: '13:00', until: '15:00', timezone: 'UTC' };
    expect(period('2026-11-20T14:00:00Z', siesta)).toEqual([
      '2026-11-20T13:00:00.000Z',
      '2026-11-20T15:00:00.000Z',
    ]);
    expect(period('2026-11-20T15:00:00Z', siesta)).toBeUndefined();
  });

  it('last an hour less in the night that the clock is put forward', () => {
    expect(period('2026-03-27T00:00:00Z')).toEqual([
      '2026-03-26T20:00:00.000Z',
      '2026-03-27T04:00:00.000Z',
    ]);
  });

  it('hold every instant of the period that they say, and not its end', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Jerusalem',
      'America/St_Johns',
      'Pacific/Kiritimati',
    );
    const moment = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(time, time, zones, moment, (from, until, timezone, now) => {
        fc.pre(from !== until);
        const found = quietPeriodAt({ from, until, timezone }, now);
        if (!found) return;
        expect(found.since <= now && now < found.until).toBe(true);
        expect(quietPeriodAt({ from, until, timezone }, found.since)).toEqual(found);
      }),
    );
  });
});
