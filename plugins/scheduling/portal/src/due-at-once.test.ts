import { expect, test } from '@jest/globals';
import { isDueAtOnce } from './due-at-once.js';

const event = {
  start_datetime: '2026-11-20T22:00:00Z',
  end_datetime: '2026-11-22T20:00:00Z',
  timezone: 'Asia/Jerusalem',
  dispatch_time: '09:00',
};
const dueAt = (now: string, changes: Partial<typeof event> = {}) =>
  isDueAtOnce({ ...event, ...changes }, Date.parse(now));

test('today goes out at once when its dispatch time has passed in the zone of the event', () => {
  expect(dueAt('2026-11-21T06:59:00Z')).toBe(false);
  expect(dueAt('2026-11-21T07:00:00Z')).toBe(true);
  expect(dueAt('2026-11-21T21:59:00Z')).toBe(true);
  expect(dueAt('2026-11-21T22:01:00Z')).toBe(false);
});

test('nothing goes out before the window or after it', () => {
  expect(dueAt('2026-11-20T21:59:00Z')).toBe(false);
  expect(dueAt('2026-11-22T20:00:00Z')).toBe(false);
});

test('a last day that ends before its dispatch time goes out as soon as the day is there', () => {
  expect(dueAt('2026-11-21T22:01:00Z', { end_datetime: '2026-11-22T05:00:00Z' })).toBe(true);
});
