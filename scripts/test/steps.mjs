import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { jestCounts, playwrightCounts } from './counts.mjs';
import { realServices } from './real-services.mjs';
import { thisMachine } from './this-machine.mjs';

/**
 * Something that a step needs and this machine has not: what it is, why, and what the reader can do about it.
 *
 * @typedef {{ what: string, reason: string, cure: string }} Missing
 */

/** @typedef {{ env: Record<string, string> } | { missing: readonly Missing[] }} Readiness */

/**
 * @typedef {object} Step
 * @property {string} id what one may give to `node scripts/test.mjs`
 * @property {string} title
 * @property {(report: string) => string[][]} commands all are run, though one fails; `report` is a
 *   file for the runner's JSON report
 * @property {(report: string) => import('./counts.mjs').Counts | undefined} [counts]
 * @property {() => Promise<Readiness>} [prepare]
 */

const script = (name, ...args) => ['npm', 'run', '--silent', name, ...args];

const jest = (name) => (report) => [script(name, '--', '--json', `--outputFile=${report}`)];

/**
 * The build comes first: the API reports and the type-aware lint rules see the types of other packages in `dist`,
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
      script('types:template'),
      script('types:e2e'),
      script('types:bench'),
    ],
  },
  {
    id: 'lint',
    title: 'Lint, format, import rule, API reports',
    commands: () => [
      script('lint:code'),
      script('lint:format'),
      script('lint:imports'),
      script('lint:api'),
    ],
  },
  { id: 'unit', title: 'Unit tests', commands: jest('test:unit'), counts: jestCounts },
  {
    id: 'integration',
    title: 'Integration tests',
    commands: jest('test:int'),
    counts: jestCounts,
    prepare: () => realServices(['redis-cache', 'redis-keys']),
  },
  {
    id: 'kafka',
    title: 'Tests against Apache Kafka',
    commands: jest('test:kafka'),
    counts: jestCounts,
    prepare: () => realServices(['kafka', 'registry']),
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
    prepare: browser,
  },
];

/** The browser, and the services for the installations that do not bring their own. */
async function browser() {
  const found = await findChromium(await thisMachine());
  if ('reason' in found) {
    const cure = 'install Chromium or Chrome, or set PROMENADE_CHROMIUM to the path of one';
    return { missing: [{ what: 'Chromium', reason: found.reason, cure }] };
  }
  console.log(`${found.version} (${found.path})`);
  const services = await realServices([
    'postgres',
    'redis-cache',
    'redis-keys',
    'kafka',
    'registry',
  ]);
  if ('missing' in services) return services;
  return { env: { ...services.env, PROMENADE_CHROMIUM: found.path } };
}
