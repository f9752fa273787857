/** How much longer a host with many plugins takes to start than one with few: on an empty database, and on a migrated one. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type DatabaseUrls, provisionDatabase } from '@promenade/core/host';
import { freePort, startPostgres, startRestate } from '@promenade/embedded';
import { median } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';
import { writePlugin } from './generated-plugin.js';
import type { Round, RoundOrder } from './round.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const usage = 'npm run bench:startup -- [--plugins 100] [--few 5] [--rounds 5]';

const { values } = parseArgs({
  options: {
    plugins: { type: 'string', default: '100' },
    few: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
  },
});
const [many, few, rounds] = (['plugins', 'few', 'rounds'] as const).map((name) =>
  wholeNumberOf(usage)(name, values[name]),
) as [number, number, number];

// Below the repository, so that the generated plugins find its packages.
const scratch = join(root, '.promenade');
mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(join(scratch, 'bench-startup-'));
const onLog = (): void => undefined;
const postgres = await startPostgres({
  dataDir: join(folder, 'postgres'),
  port: await freePort(),
  onLog,
  settings: { max_connections: '300' },
});
const restate = await startRestate({
  dataDir: join(folder, 'restate'),
  ports: { ingress: await freePort(), admin: await freePort(), node: await freePort() },
  onLog,
});

let databases = 0;
const emptyDatabase = (): Promise<DatabaseUrls> => {
  databases += 1;
  return provisionDatabase({
    adminUrl: postgres.url,
    database: `start_${databases}`,
    password: 'bench',
  });
};

const files = Array.from({ length: many }, (_none, index) => writePlugin(folder, index));

const start = async (count: number, urls: DatabaseUrls): Promise<Round> => {
  const order: RoundOrder = {
    files: files.slice(0, count),
    urls,
    restate: {
      ingressUrl: restate.ingressUrl,
      adminUrl: restate.adminUrl,
      identityKey: restate.identityKey,
    },
  };
  const { stdout } = await run(
    process.execPath,
    [
      '--import',
      './scripts/typescript/register.mjs',
      join(import.meta.dirname, 'round-process.ts'),
      JSON.stringify(order),
    ],
    { cwd: root, maxBuffer: 1 << 24 },
  );
  return JSON.parse(stdout) as Round;
};

const cases = ['empty', 'migrated'] as const;
type Case = (typeof cases)[number];
const measured: Record<Case, Record<'few' | 'many', Round[]>> = {
  empty: { few: [], many: [] },
  migrated: { few: [], many: [] },
};

try {
  for (let round = 0; round < rounds; round += 1) {
    // Each goes first in every other round: the machine's warmth favours neither.
    const sides = [['few', few] as const, ['many', many] as const];
    for (const [side, count] of round % 2 === 0 ? sides : sides.toReversed()) {
      const urls = await emptyDatabase();
      measured.empty[side].push(await start(count, urls));
      measured.migrated[side].push(await start(count, urls));
      console.error(`round ${round + 1} of ${rounds}: ${count} plugins`);
    }
  }
} finally {
  await restate.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

const secondsOf = (list: readonly Round[]): number => median(list.map(({ seconds }) => seconds));
const spread = (list: readonly Round[]): string => {
  const seconds = list.map((round) => round.seconds);
  return `${secondsOf(list).toFixed(2)} (${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)})`;
};
const more = (name: Case): number => secondsOf(measured[name].many) - secondsOf(measured[name].few);
const stepNames = Object.keys(measured.empty.many[0]?.steps ?? {});
const stepOf = (list: readonly Round[], name: string): string =>
  median(list.map(({ steps }) => steps[name] ?? 0)).toFixed(2);

printResult({
  bench: 'startup',
  setting: {
    node: process.version,
    postgres: postgres.version,
    processors: availableParallelism(),
    plugins: many,
    few,
    rounds,
    limit: '3 s more',
  },
  columns: ['seconds to start, median', `${few} plugins`, `${many} plugins`, 'more'],
  rows: cases.flatMap((name) => [
    [
      `${name} database (least to most)`,
      spread(measured[name].few),
      spread(measured[name].many),
      more(name).toFixed(2),
    ],
    ...stepNames.map((step) => [
      `  ${step}`,
      stepOf(measured[name].few, step),
      stepOf(measured[name].many, step),
      (
        Number(stepOf(measured[name].many, step)) - Number(stepOf(measured[name].few, step))
      ).toFixed(2),
    ]),
  ]),
  ratios: Object.fromEntries(
    cases.flatMap((name) => [
      [
        `startup-${name}-many-over-few`,
        secondsOf(measured[name].many) / secondsOf(measured[name].few),
      ],
      [`startup-${name}-more-over-limit`, more(name) / 3],
    ]),
  ),
  details: measured,
});
