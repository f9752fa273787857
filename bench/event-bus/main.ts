import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { median } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';
import type { Adapter, Round, RoundOrder } from './round.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const names: readonly Adapter[] = ['kafkajs', 'platformatic'];

const usage = `npm run bench:event-bus -- --brokers <host:port,…> [--rounds 5] [--records 50000] [--probes 300]`;

const wholeNumber = wholeNumberOf(usage);

interface BenchOrder extends Omit<RoundOrder, 'adapter'> {
  readonly rounds: number;
}

const readOrder = (): BenchOrder => {
  const { values } = parseArgs({
    options: {
      brokers: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      records: { type: 'string', default: '50000' },
      probes: { type: 'string', default: '300' },
    },
  });
  if (!values.brokers) throw new Error(`--brokers is missing.\n${usage}`);
  const records = wholeNumber('records', values.records, 1_000);
  return {
    brokers: values.brokers.split(','),
    rounds: wholeNumber('rounds', values.rounds, 1),
    // Whole batches.
    records: records - (records % 1_000),
    probes: wholeNumber('probes', values.probes, 10),
  };
};

const roundOf = async (order: RoundOrder): Promise<Round> => {
  const { stdout } = await run(
    process.execPath,
    [
      '--import',
      './scripts/typescript/register.mjs',
      join(import.meta.dirname, 'round-process.ts'),
      JSON.stringify(order),
    ],
    { cwd: root },
  );
  return JSON.parse(stdout) as Round;
};

const measureAll = async ({
  rounds,
  ...order
}: BenchOrder): Promise<Readonly<Record<Adapter, readonly Round[]>>> => {
  const measured: Record<Adapter, Round[]> = { kafkajs: [], platformatic: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Each goes first in every other round: the broker's state and the machine's warmth favour neither.
    for (const adapter of round % 2 === 0 ? names : names.toReversed()) {
      measured[adapter].push(await roundOf({ ...order, adapter }));
      console.error(`round ${round + 1} of ${rounds}: ${adapter}`);
    }
  }
  return measured;
};

const measures: readonly (readonly [label: string, ratio: string, of: (round: Round) => number])[] =
  [
    ['publish, records/s', 'publish-rate', ({ publishRate }) => publishRate],
    ['consume and commit, records/s', 'consume-rate', ({ consumeRate }) => consumeRate],
    ['latency median, ms', 'latency-median', ({ latencyMedian }) => latencyMedian],
    ['latency p99, ms', 'latency-p99', ({ latencyP99 }) => latencyP99],
    ['processor, ms per 1,000 records', 'processor', ({ cpu }) => cpu],
    ['memory at most, MB', 'memory', ({ memory }) => memory],
  ];

const shown = (value: number): string => value.toFixed(value < 100 ? 2 : 0);

const order = readOrder();
const measured = await measureAll(order);
const { dependencies } = JSON.parse(readFileSync(join(root, 'core', 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

printResult({
  bench: 'event-bus',
  setting: {
    kafkajs: dependencies.kafkajs ?? '',
    platformatic: dependencies['@platformatic/kafka'] ?? '',
    node: process.version,
    processors: availableParallelism(),
    rounds: order.rounds,
    records: order.records,
    probes: order.probes,
  },
  columns: ['median of the rounds (least to most)', ...names],
  rows: measures.map(([label, , of]) => [
    label,
    ...names.map((name) => {
      const values = measured[name].map(of);
      const least = shown(Math.min(...values));
      const most = shown(Math.max(...values));
      return `${shown(median(values))} (${least} to ${most})`;
    }),
  ]),
  ratios: Object.fromEntries(
    measures.map(([, ratio, of]) => [
      `${ratio}-platformatic-over-kafkajs`,
      median(measured.platformatic.map(of)) / median(measured.kafkajs.map(of)),
    ]),
  ),
  details: measured,
});
