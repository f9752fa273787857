import { expect, test } from '@playwright/test';
import { runFaults } from './faults/run-faults.js';

/** `npm run test:faults` does the same with ten points of each and 200,000 customers. */
test('host, broker, PostgreSQL and Restate killed with kill -9 during dispatches leave each customer one message a day', async () => {
  test.setTimeout(300_000);
  const seed = Date.now() % 1_000_000;
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  expect(await runFaults({ customers: 20_000, points: 1, seed, say })).toEqual([]);
});
