import { expect, it } from '@jest/globals';
import { DayLine } from './day-line.js';

it('puts days in the order in which they came, and slices of a day in theirs', () => {
  const line = new DayLine();
  const ranks = [
    ['a', line.enter('a', 63)],
    ['b', line.enter('b', 0)],
    ['c', line.enter('a', 2)],
    ['d', line.enter('b', 1)],
  ] as const;
  const inOrder = ranks.toSorted(([, one], [, other]) => one - other).map(([name]) => name);
  expect(inOrder).toEqual(['c', 'a', 'b', 'd']);
});

it('forgets a day when nothing of it is in hand: if it comes again, it comes last', () => {
  const line = new DayLine();
  line.enter('a', 0);
  line.enter('a', 1);
  const other = line.enter('b', 0);
  line.leave('a');
  expect(line.enter('a', 1)).toBeLessThan(other);
  line.leave('a');
  line.leave('a');
  expect(line.enter('a', 0)).toBeGreaterThan(other);
});
