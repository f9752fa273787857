import { expect, test } from '@jest/globals';
import { switchedAlong } from './switched-along.js';

const states = (on: readonly string[]) =>
  ['inbox', 'dispatch', 'promotions'].map((id) => ({ spec: { id }, enabled: on.includes(id) }));

test('names what went off with a plugin, and on with it again', () => {
  const all = states(['inbox', 'dispatch', 'promotions']);
  const few = states(['promotions']);
  expect(switchedAlong('inbox', all, few)).toEqual(['dispatch']);
  expect(switchedAlong('inbox', few, all)).toEqual(['dispatch']);
});

test('names nothing where the plugin went alone, or nothing changed', () => {
  expect(switchedAlong('inbox', states(['inbox']), states([]))).toEqual([]);
  expect(switchedAlong('inbox', states([]), states([]))).toEqual([]);
});
