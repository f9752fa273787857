import { join } from 'node:path';
import { runVisibly } from '../test/commands.mjs';
import { PORTS, ROOT } from './layout.mjs';
import { postgresPassword } from './postgres-password.mjs';
import { runQuietly } from './run-quietly.mjs';

const FILE = join(ROOT, 'deploy', 'compose.yaml');
/** As `name` in the file. */
const PROJECT = 'promenade-services';
const COMPOSE = ['docker', 'compose', '-f', FILE];

/**
 * Why Docker cannot be used.
 *
 * @returns {Promise<string | undefined>} undefined where it can
 */
export async function whyNoDocker() {
  const engine = await runQuietly(['docker', 'info', '--format', '{{.ServerVersion}}'], {
    timeout: 10_000,
  });
  if (engine.code === 127) return 'Docker is not installed';
  if (engine.code !== 0) return 'no Docker engine answers';
  const compose = await runQuietly(['docker', 'compose', 'version'], { timeout: 10_000 });
  return compose.code === 0 ? undefined : 'Docker has no compose plugin';
}

/**
 * Starts services from deploy/compose.yaml and waits until they are healthy.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether all are
 */
export function composeUp(layout, names) {
  return compose(layout, ['up', '-d', '--wait', ...names]);
}

/**
 * Stops services that were started from deploy/compose.yaml and removes their containers.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @param {readonly string[]} names
 * @param {{ whole: boolean, purge: boolean }} options `whole` where these are all services; `purge`
 *   removes their data as well
 * @returns {Promise<boolean>}
 */
export async function composeDown(layout, names, { whole, purge }) {
  if (whole) return compose(layout, ['down', ...(purge ? ['--volumes'] : [])]);
  if (!(await compose(layout, ['rm', '--stop', '--force', ...names]))) return false;
  if (!purge) return true;
  const volumes = names.map((name) => `${PROJECT}_${name}`);
  return (await runVisibly(['docker', 'volume', 'rm', '--force', ...volumes])).code === 0;
}

/**
 * A command inside the container of a service.
 *
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {readonly string[]}
 */
export function inContainer(name, command) {
  return [...COMPOSE, 'exec', '-T', name, ...command];
}

/**
 * What deploy/compose.yaml takes from the environment.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @returns {Record<string, string>}
 */
export function composeEnvironment(layout) {
  const ports = Object.keys(PORTS).map((name) => [
    `PROMENADE_SERVICES_${name.replaceAll('-', '_').toUpperCase()}_PORT`,
    String(layout.port(name)),
  ]);
  return {
    ...Object.fromEntries(ports),
    PROMENADE_SERVICES_POSTGRES_PASSWORD: postgresPassword(layout),
  };
}

async function compose(layout, args) {
  const { code } = await runVisibly([...COMPOSE, ...args], composeEnvironment(layout));
  return code === 0;
}
