import { describe, expect, it } from '@jest/globals';
import { windowDays } from './window-days.js';

describe('the days of a window', () => {
  it.each([
    ['UTC', '2026-11-20T00:00:00Z', '2026-11-27T00:00:00Z', '2026-11-20', '2026-11-26'],
    ['Asia/Jerusalem', '2026-11-20T22:30:00Z', '2026-11-21T22:00:00Z', '2026-11-21', '2026-11-21'],
    [
      'America/New_York',
      '2026-01-01T02:00:00Z',
      '2026-01-01T06:00:00Z',
      '2025-12-31',
      '2026-01-01',
    ],
    [
      'Pacific/Kiritimati',
      '2026-01-01T09:59:00Z',
      '2026-01-01T10:01:00Z',
      '2026-01-01',
      '2026-01-02',
    ],
  ])('in %s from %s to %s are %s to %s', (zone, start, end, first, last) => {
    expect(windowDays(new Date(start), new Date(end), zone)).toEqual({ first, last });
  });
});
