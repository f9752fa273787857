import { expect, it } from '@jest/globals';
import { type DayAction, type DayState, stateAfter } from './day-state.js';

const moves: readonly (readonly [DayState, DayAction, DayState | undefined])[] = [
  ['RUNNING', 'pause', 'PAUSED'],
  ['RUNNING', 'resume', 'RUNNING'],
  ['RUNNING', 'cancel', 'CANCELLED'],
  ['PAUSED', 'pause', 'PAUSED'],
  ['PAUSED', 'resume', 'RUNNING'],
  ['PAUSED', 'cancel', 'CANCELLED'],
  ['CANCELLED', 'pause', undefined],
  ['CANCELLED', 'resume', undefined],
  ['CANCELLED', 'cancel', 'CANCELLED'],
  ['DONE', 'pause', undefined],
  ['DONE', 'resume', undefined],
  ['DONE', 'cancel', undefined],
];

it.each(moves)('a day that is %s, after %s, is %s', (state, action, outcome) => {
  expect(stateAfter(state, action)).toBe(outcome);
});
