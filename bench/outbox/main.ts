import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';
import { measureRound, type Round } from './round.js';
import { type Client, openSetting } from './setting.js';

const usage = `npm run bench:outbox -- [--brokers 127.0.0.1:29092] [--client kafkajs] [--rounds 3] [--records 50000] [--probes 200]`;

const wholeNumber = wholeNumberOf(usage);
const clientNamed = (text: string): Client => {
  if (text === 'kafkajs' || text === 'platformatic') return text;
  throw new Error(`--client must be kafkajs or platformatic, not ${text}.\n${usage}`);
};

const { values } = parseArgs({
  options: {
    brokers: { type: 'string', default: '127.0.0.1:29092' },
    client: { type: 'string', default: 'kafkajs' },
    rounds: { type: 'string', default: '3' },
    records: { type: 'string', default: '50000' },
    probes: { type: 'string', default: '200' },
  },
});
const client = clientNamed(values.client);
const asked = wholeNumber('records', values.records, 1_000);
const records = asked - (asked % 1_000);
const rounds = wholeNumber('rounds', values.rounds, 1);
const probes = wholeNumber('probes', values.probes, 20);

const setting = await openSetting(values.brokers.split(','), client);
const measured: Round[] = [];
try {
  // Whoever goes first would pay for the cold code.
  await measureRound(setting, 5_000, 20);
  for (let round = 1; round <= rounds; round += 1) {
    measured.push(await measureRound(setting, records, probes));
    console.error(`round ${round} of ${rounds}`);
  }
} finally {
  await setting.close();
}

const of = (name: keyof Round): number => median(measured.map((round) => round[name]));
const row = (label: string, name: keyof Round, digits: number): readonly string[] => {
  const all = measured.map((round) => round[name]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return [label, of(name).toFixed(digits), `${least.toFixed(digits)} to ${most.toFixed(digits)}`];
};

printResult({
  bench: 'outbox',
  setting: {
    client,
    postgres: setting.postgresVersion,
    node: process.version,
    processors: availableParallelism(),
    rounds,
    records,
    probes,
  },
  columns: ['', 'median', 'least to most'],
  rows: [
    row('by the bus alone, records/s', 'direct', 0),
    row('out of a full outbox by the relay, records/s', 'drained', 0),
    row('written and relayed, records/s', 'written', 0),
    row('one record by the bus alone, median, ms', 'directMedian', 2),
    row('one record by the bus alone, p99, ms', 'directP99', 2),
    row('commit to broker, median, ms', 'relayMedian', 2),
    row('commit to broker, p99, ms', 'relayP99', 2),
  ],
  ratios: {
    'outbox-drained-over-direct': of('drained') / of('direct'),
    'outbox-written-over-direct': of('written') / of('direct'),
    'outbox-latency-median-over-direct': of('relayMedian') / of('directMedian'),
    'outbox-latency-p99-over-direct': of('relayP99') / of('directP99'),
  },
  details: measured,
});
