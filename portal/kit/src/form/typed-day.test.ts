import { expect, test } from '@jest/globals';
import { typedDay } from './typed-day.js';

test('a day is taken as it was typed', () => {
  expect(typedDay(' 2028-02-29 ')).toBe('2028-02-29');
});

test.each(['', '2026-02-30', '2026-13-01', '2027-02-29', '2026-2-3', '21.11.2026', 'tomorrow'])(
  'what is no day is not made one: "%s"',
  (text) => {
    expect(typedDay(text)).toBeNull();
  },
);
