import { describe, expect, it } from '@jest/globals';
import { actionsOf, type DispatchDay, percentOf, refreshAfter } from './dispatch-day.js';

const day = (changes: Partial<DispatchDay>): DispatchDay => ({
  dispatch_date: '2026-11-21',
  state: 'RUNNING',
  dispatched: 0,
  eligible: null,
  ...changes,
});

describe('how much of a day is delivered', () => {
  it.each([
    [{ dispatched: 5 }, undefined],
    [{ dispatched: 5, eligible: 20 }, 25],
    [{ dispatched: 0, eligible: 0 }, 0],
    [{ state: 'DONE', dispatched: 0, eligible: 0 }, 100],
  ] as const)('of %j is %s percent', (changes, percent) => {
    expect(percentOf(day(changes))).toBe(percent);
  });
});

it('offers what the state allows', () => {
  expect(actionsOf(day({}))).toEqual(['pause', 'cancel']);
  expect(actionsOf(day({ state: 'PAUSED' }))).toEqual(['resume', 'cancel']);
  expect(actionsOf(day({ state: 'DONE' }))).toEqual([]);
  expect(actionsOf(day({ state: 'CANCELLED' }))).toEqual([]);
});

it('looks again soon while something runs or is awaited, and from time to time when nothing does', () => {
  expect(refreshAfter({ items: [day({ state: 'DONE' }), day({})] }, 1)).toBe(2_000);
  expect(refreshAfter({ items: [] }, 14)).toBe(1_000);
  expect(refreshAfter({ items: [] }, 15)).toBe(5_000);
  const resting = [day({ state: 'DONE' }), day({ state: 'PAUSED' })];
  expect(refreshAfter({ items: resting }, 1)).toBe(15_000);
  expect(refreshAfter(undefined, 0)).toBe(false);
});
