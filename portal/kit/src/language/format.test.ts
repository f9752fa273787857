import { expect, test } from '@jest/globals';
import { createFormat } from './format.js';

const now = new Date('2026-11-21T12:00:00Z');

test('relative times take the largest unit that fits', () => {
  const { relative } = createFormat('en');
  expect(relative('2026-11-21T11:59:50Z', now)).toBe('now');
  expect(relative('2026-11-21T11:30:00Z', now)).toBe('30 minutes ago');
  expect(relative('2026-11-21T09:00:00Z', now)).toBe('3 hours ago');
  expect(relative('2026-11-20T12:00:00Z', now)).toBe('yesterday');
});

test('a moment is shown in the zone that is asked for', () => {
  const { dateTime } = createFormat('en');
  expect(dateTime('2026-11-21T07:00:00Z', 'Asia/Jerusalem')).toContain('9:00');
});

test.each(['en', 'ar', 'he'])(
  'a time of day in %s goes by the same clock as a moment, wherever the browser is',
  (language) => {
    const { timeOfDay, dateTime } = createFormat(language);
    for (const wallClock of ['00:05', '09:00', '18:30']) {
      const moment = dateTime(`2026-11-21T${wallClock}:00Z`, 'UTC');
      expect(moment.endsWith(timeOfDay(wallClock))).toBe(true);
    }
  },
);

test('a calendar date does not move with the zone of the browser', () => {
  expect(createFormat('en').date('2026-11-21')).toBe('Saturday, November 21, 2026');
});

test('Arabic texts keep Latin digits', () => {
  expect(createFormat('ar').number(1234)).toContain('1');
  expect(createFormat('ar').percent(12.5)).toContain('12.5');
});
