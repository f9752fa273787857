import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.js';

const usage = 'npm run test:faults -- [--customers 200000] [--points 10] [--seed <number>]';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '200000' },
    points: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const wholeNumber = (name: keyof typeof values, least: number): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} must be a whole number from ${least}, not ${values[name]}.\n${usage}`);
};

const say = (line: string): void => {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

const faults = await runFaults({
  customers: wholeNumber('customers', 100),
  points: wholeNumber('points', 1),
  seed: wholeNumber('seed', 0),
  say,
});
for (const fault of faults) say(`FAULT  ${fault}`);
say(
  faults.length === 0
    ? 'each eligible customer has one message of each event and day; no dead letter; counts equal a recount'
    : `${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
