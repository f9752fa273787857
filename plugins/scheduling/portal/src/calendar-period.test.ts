import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CALENDAR_VIEWS,
  daysShown,
  instantsAround,
  moved,
  overlap,
  periodTitle,
} from './calendar-period.js';

const SUNDAY = 0;
const MONDAY = 1;
const SATURDAY = 6;

describe('daysShown', () => {
  test('a month is shown in whole weeks', () => {
    expect(daysShown('month', '2026-11-21', MONDAY)).toEqual({
      start: '2026-10-26',
      end: '2026-12-07',
    });
    expect(daysShown('month', '2026-11-21', SUNDAY)).toEqual({
      start: '2026-11-01',
      end: '2026-12-06',
    });
  });

  test('a week begins with the first day of the language', () => {
    expect(daysShown('week', '2026-11-21', SATURDAY)).toEqual({
      start: '2026-11-21',
      end: '2026-11-28',
    });
  });

  test('a list shows the month alone', () => {
    expect(daysShown('list', '2026-02-10', MONDAY)).toEqual({
      start: '2026-02-01',
      end: '2026-03-01',
    });
  });

  test('the date itself is always among the days', () => {
    const date = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((moment) => moment.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.constantFrom(...CALENDAR_VIEWS),
        date,
        fc.integer({ min: 0, max: 6 }),
        (view, day, firstDay) => {
          const { start, end } = daysShown(view, day, firstDay);
          return start <= day && day < end;
        },
      ),
    );
  });
});

test('months are left by their first day, so that none is skipped', () => {
  expect(moved('month', '2026-01-31', 1)).toBe('2026-02-01');
  expect(moved('list', '2026-01-31', -1)).toBe('2025-12-01');
  expect(moved('week', '2026-01-31', 1)).toBe('2026-02-07');
});

test('spans that touch at a boundary have no day in common', () => {
  const november = { start: '2026-11-01', end: '2026-12-01' };
  expect(overlap(november, { start: '2026-12-01', end: '2026-12-02' })).toBe(false);
  expect(overlap(november, { start: '2026-11-30', end: '2026-12-02' })).toBe(true);
});

test('the instants to ask for reach a day beyond', () => {
  expect(instantsAround({ start: '2026-11-01', end: '2026-12-01' })).toEqual({
    from: '2026-10-31T00:00:00Z',
    to: '2026-12-02T00:00:00Z',
  });
});

test('titles are in the language, with Latin digits', () => {
  const days = daysShown('week', '2026-11-18', MONDAY);
  expect(periodTitle('month', '2026-11-18', days, 'en')).toBe('November 2026');
  expect(periodTitle('month', '2026-11-18', days, 'ar')).toBe('نوفمبر 2026');
  expect(periodTitle('week', '2026-11-18', days, 'en')).toContain('16');
});
