import { expect, test } from '@jest/globals';
import { parseRestateLine } from './restate-log.js';

test('cuts the time off and takes the level', () => {
  const line = '2026-11-21T08:57:33.472406Z  WARN server: restate_ingress: slow port=1';
  expect(parseRestateLine(line)).toEqual({
    level: 'warn',
    message: 'server: restate_ingress: slow port=1',
  });
});

test('passes on what has another form', () => {
  expect(parseRestateLine('thread main panicked')).toEqual({
    level: 'info',
    message: 'thread main panicked',
  });
});
