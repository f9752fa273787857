import { expect, test } from '@jest/globals';
import { levelOfPostgresLine } from './postgres-log.js';

test.each([
  ['LOG:  checkpoint starting', 'info'],
  ['DEBUG2:  parse', 'debug'],
  ['WARNING:  there is no transaction', 'warn'],
  ['ERROR:  duplicate key', 'error'],
  ['PANIC:  could not write', 'error'],
  ['DETAIL:  Key (id)=(1)', 'info'],
  ['performing post-bootstrap initialization ... ok', 'info'],
])('%s', (line, level) => {
  expect(levelOfPostgresLine(line)).toBe(level);
});
