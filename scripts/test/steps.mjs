import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from './chromium.mjs';
import { runVisibly } from './commands.mjs';
import { jestCounts, playwrightCounts } from './counts.mjs';
import { thisMachine } from './this-machine.mjs';

/**
 * @typedef {object} Step
 * @property {string} id what one may give to `node scripts/test.mjs`
 * @property {string} title
 * @property {(report: string) => string[][]} commands all are run, though one fails; `report` is a
 *   file for the runner's JSON report
 * @property {(report: string) => import('./counts.mjs').Counts | undefined} [counts]
 * @property {() => Promise<{ env: Record<string, string> } | { reason: string, cure: string }>} [prepare]
 */

const script = (name, ...args) => ['npm', 'run', '--silent', name, ...args];

const jest = (name) => (report) => [script(name, '--', '--json', `--outputFile=${report}`)];

/**
 * The build comes first: the type-aware lint rules see the types of other packages in `dist`,
 * and what they cannot see they let pass.
 *
 * @type {readonly Step[]}
 */
export const STEPS = [
  {
    id: 'build',
    title: 'Build and types',
    commands: () => [
      script('build'),
      script('types:portal'),
      script('types:e2e'),
      script('types:bench'),
    ],
  },
  {
    id: 'lint',
    title: 'Lint, format, import rule',
    commands: () => [script('lint:code'), script('lint:format'), script('lint:imports')],
  },
  { id: 'unit', title: 'Unit tests', commands: jest('test:unit'), counts: jestCounts },
  {
    id: 'integration',
    title: 'Integration tests',
    commands: jest('test:int'),
    counts: jestCounts,
    prepare: redis,
  },
  {
    id: 'kafka',
    title: 'Tests against Apache Kafka',
    commands: jest('test:kafka'),
    counts: jestCounts,
    prepare: kafka,
  },
  {
    id: 'browser',
    title: 'Browser tests',
    commands: () => [
      [
        'playwright',
        'test',
        `--config=${join('e2e', 'playwright.config.ts')}`,
        '--reporter=list,json',
      ],
    ],
    counts: playwrightCounts,
    prepare: chromium,
  },
];

/** The broker of `scripts/services`, which installs what it needs. */
async function kafka() {
  const urls = await urlsOf('kafka');
  return urls
    ? { env: { PROMENADE_TEST_KAFKA: urls.kafka } }
    : { reason: 'no Apache Kafka', cure: 'see what `scripts/services up --only kafka` says' };
}

/** The two Redis servers of `scripts/services`. */
async function redis() {
  const urls = await urlsOf('redis-cache', 'redis-keys');
  return urls
    ? {
        env: {
          PROMENADE_TEST_REDIS_CACHE: urls['redis-cache'],
          PROMENADE_TEST_REDIS_KEYS: urls['redis-keys'],
        },
      }
    : { reason: 'no Redis', cure: 'see what `scripts/services up --only redis` says' };
}

/** Brings services up. @returns their addresses by name, or undefined where they cannot be had */
async function urlsOf(...names) {
  const services = join(import.meta.dirname, '..', 'services');
  const only = ['--only', names.join(',')];
  const { code } = await runVisibly([services, 'up', ...only]);
  if (code !== 0) return undefined;
  const { stdout } = await promisify(execFile)(services, ['status', '--json', ...only]);
  const status = JSON.parse(stdout);
  return Object.fromEntries(names.map((name) => [name, status.services[name].url]));
}

async function chromium() {
  const found = await findChromium(await thisMachine());
  if ('reason' in found) {
    return {
      reason: `no Chromium: ${found.reason}`,
      cure: 'install Chromium or Chrome, or set PROMENADE_CHROMIUM to the path of one',
    };
  }
  console.log(`${found.version} (${found.path})`);
  return { env: { PROMENADE_CHROMIUM: found.path } };
}
