import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Slots } from './slots.js';

it('lets as many go on at once as there are slots, the others in their order', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) => async (): Promise<number> => {
    begun.push(index);
    running += 1;
    most = Math.max(most, running);
    await nextTurn();
    running -= 1;
    return index;
  };
  const done = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => slots.run(work(index))));
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('frees the slot of work that fails', async () => {
  const slots = new Slots(1);
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(slots.run(async () => 'done')).resolves.toBe('done');
});
