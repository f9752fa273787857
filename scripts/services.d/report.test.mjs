import { expect, test } from '@jest/globals';
import { renderReport } from './report.mjs';

test('a line a service, and under a failure its reason and what helps', () => {
  expect(
    renderReport([
      { name: 'postgres', version: '15.18', address: 'h:1', seconds: 0, was: 'up' },
      { name: 'kafka', version: '4.3.1', address: 'h:22', seconds: 2.345 },
      { name: 'redis', address: 'h:3', reason: 'ended:\nout of memory', cure: 'free some' },
    ]),
  ).toEqual([
    'postgres  15.18  h:1   was up',
    'kafka     4.3.1  h:22  up after 2.3 s',
    'redis            h:3   FAILED',
    '    ended:',
    '    out of memory',
    '    Cure: free some',
  ]);
});
