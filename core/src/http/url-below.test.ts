import { expect, test } from '@jest/globals';
import { urlBelow } from './url-below.js';

test.each([
  ['http://restate:9070', 'http://restate:9070/health'],
  ['http://restate:9070/', 'http://restate:9070/health'],
  ['https://gateway/timers', 'https://gateway/timers/health'],
  ['https://gateway/timers//', 'https://gateway/timers/health'],
])('below %s is %s', (base, url) => {
  expect(urlBelow(base, '/health').href).toBe(url);
});
