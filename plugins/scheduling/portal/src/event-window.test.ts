import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysOf, instantOf, wallClockOf, wholeDays } from './event-window.js';

const ZONES = ['UTC', 'Asia/Jerusalem', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];

describe('wall-clock times', () => {
  test('an instant read in a zone and written back is the same instant', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 5 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
        const instant = new Date(Date.UTC(2025, 0, 1) + minute * 60_000);
        const back = instantOf(wallClockOf(instant.toISOString(), zone), zone);
        // An hour that occurs twice is read back as its first occurrence.
        const difference = instant.getTime() - Date.parse(back);
        return difference === 0 || difference === 3_600_000;
      }),
    );
  });

  test('the zone decides the instant', () => {
    expect(instantOf('2026-11-21T09:00', 'Asia/Jerusalem')).toBe('2026-11-21T07:00:00Z');
    expect(instantOf('2026-11-21T09:00', 'UTC')).toBe('2026-11-21T09:00:00Z');
  });

  test('a skipped time moves on by the gap', () => {
    expect(instantOf('2026-03-27T02:30', 'Asia/Jerusalem')).toBe('2026-03-27T00:30:00Z');
    expect(wallClockOf('2026-03-27T00:30:00Z', 'Asia/Jerusalem')).toBe('2026-03-27T03:30');
  });

  test('an incomplete time has no instant', () => {
    for (const incomplete of ['T09:00', '2026-11-21T', '', '2026-02-30T09:00']) {
      expect(instantOf(incomplete, 'UTC')).toBe('');
    }
  });
});

describe('daysOf', () => {
  const window = (start_datetime: string, end_datetime: string, timezone = 'UTC') => ({
    start_datetime,
    end_datetime,
    timezone,
  });

  test('days are those of the zone of the event', () => {
    const lateEvening = window('2026-11-20T23:00:00Z', '2026-11-22T10:00:00Z', 'Asia/Jerusalem');
    expect(daysOf(lateEvening)).toEqual({ start: '2026-11-21', end: '2026-11-23' });
  });

  test('an end at midnight does not touch the next day', () => {
    expect(daysOf(window('2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z'))).toEqual({
      start: '2026-11-20',
      end: '2026-11-22',
    });
  });
});

test('chosen days become a window from midnight to the last minute', () => {
  expect(wholeDays('2026-11-28', '2026-12-02')).toEqual({
    start: '2026-11-28T00:00',
    end: '2026-12-01T23:59',
  });
});
