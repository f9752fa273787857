import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runVisibly } from './commands.mjs';
import { missingServices } from './missing-services.mjs';

const command = join(import.meta.dirname, '..', 'services');

/** The variable by which tests learn of a service. */
const VARIABLES = {
  postgres: 'PROMENADE_TEST_POSTGRES',
  'redis-cache': 'PROMENADE_TEST_REDIS_CACHE',
  'redis-keys': 'PROMENADE_TEST_REDIS_KEYS',
  kafka: 'PROMENADE_TEST_KAFKA',
  registry: 'PROMENADE_TEST_REGISTRY',
};

/**
 * Brings services up by `scripts/services`, which installs what it needs, and says where they are.
 *
 * @param {readonly (keyof VARIABLES)[]} names
 * @returns {Promise<import('./steps.mjs').Readiness>}
 */
export async function realServices(names) {
  const only = ['--only', names.join(',')];
  const missing = await start(only);
  if (missing.length > 0) return { missing };
  const { stdout } = await promisify(execFile)(command, ['status', '--json', ...only]);
  const { services } = JSON.parse(stdout);
  const env = {};
  for (const name of names) env[VARIABLES[name]] = await addressOf(services[name]);
  return { env };
}

/** Starts services. @returns those that cannot be had */
async function start(only) {
  const folder = await mkdtemp(join(tmpdir(), 'promenade-services-'));
  try {
    const report = join(folder, 'report.json');
    const { code } = await runVisibly([command, 'up', ...only, '--report', report]);
    return code === 0 ? [] : missingServices(report, `scripts/services up ${only.join(' ')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function addressOf({ url, passwordFile }) {
  if (!passwordFile) return url;
  const withPassword = new URL(url);
  withPassword.password = (await readFile(passwordFile, 'utf8')).trim();
  return withPassword.href;
}
