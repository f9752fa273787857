import { expect, test } from '@jest/globals';
import { readDuration } from './duration.js';

test.each([
  ['90', 90],
  ['90s', 90],
  ['15m', 900],
  ['8h', 28_800],
  ['365d', 31_536_000],
])('%s is %d seconds', (text, seconds) => {
  expect(readDuration(text, '--expires-in')).toBe(seconds);
});

test.each(['0', '', '-5m', '1w', '366d', '1.5h', '99999999999'])('refuses %j', (text) => {
  expect(() => readDuration(text, '--expires-in')).toThrow('--expires-in');
});
