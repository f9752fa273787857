import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runVisibly } from './commands.mjs';

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
 * @returns {Promise<{ env: Record<string, string> } | { reason: string, cure: string }>}
 */
export async function realServices(names) {
  const only = ['--only', names.join(',')];
  const { code } = await runVisibly([command, 'up', ...only]);
  if (code !== 0) {
    const cure = `see what \`scripts/services up ${only.join(' ')}\` says`;
    return { reason: `not all of ${names.join(', ')} could be started`, cure };
  }
  const { stdout } = await promisify(execFile)(command, ['status', '--json', ...only]);
  const { services } = JSON.parse(stdout);
  const env = {};
  for (const name of names) env[VARIABLES[name]] = await addressOf(services[name]);
  return { env };
}

async function addressOf({ url, passwordFile }) {
  if (!passwordFile) return url;
  const withPassword = new URL(url);
  withPassword.password = (await readFile(passwordFile, 'utf8')).trim();
  return withPassword.href;
}
