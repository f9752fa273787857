import { describe, expect, test } from '@jest/globals';
import { Slots } from './slots.js';

describe('Slots', () => {
  test('let only so many run at once, in order, and go on after a failure', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const work = (number: number) =>
      slots.run(async () => {
        order.push(number);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (number === 1) throw new Error('one fails');
      });
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });

  test('go to the lowest rank that waits, and among equals to the first that came', async () => {
    const slots = new Slots(1);
    const order: string[] = [];
    const work = (name: string, rank: number) =>
      slots.run(async () => {
        order.push(name);
        await new Promise((resolve) => setImmediate(resolve));
      }, rank);
    await Promise.all([work('running', 9), work('c', 3), work('a', 1), work('d', 3), work('b', 2)]);
    expect(order).toEqual(['running', 'a', 'b', 'c', 'd']);
  });
});
