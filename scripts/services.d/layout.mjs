import { join, resolve } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const HOST = '127.0.0.1';

/** Unlike the usual ports, so that services of the system or of other projects are not in the way. */
export const PORTS = {
  postgres: 25432,
  'redis-cache': 26379,
  'redis-keys': 26380,
  kafka: 29092,
  'kafka-controller': 29093,
  registry: 28081,
};

/**
 * Where everything lies and listens.
 *
 * @typedef {object} Layout
 * @property {string} folder all that the services write
 * @property {string} artifacts what was resolved or unpacked from Maven
 * @property {string} passwordFile of PostgreSQL's superuser
 * @property {(name: string) => string} data the folder of a service
 * @property {(name: string) => string} log
 * @property {(name: string) => string} record what runs as this service
 * @property {(name: string) => number} port
 * @property {(name: string) => string} address host and port
 *
 * @param {Record<string, string | undefined>} env PROMENADE_SERVICES_DIR moves the folder,
 *   PROMENADE_SERVICES_PORT_OFFSET is added to every port (two checkouts on one machine)
 * @returns {Layout}
 * @throws {Error} where the offset is no whole number from 0 to 30000
 */
export function layoutOf(env) {
  const folder = resolve(ROOT, env.PROMENADE_SERVICES_DIR || join('.promenade', 'services'));
  const offset = Number(env.PROMENADE_SERVICES_PORT_OFFSET || 0);
  if (!Number.isInteger(offset) || offset < 0 || offset > 30_000) {
    throw new Error('PROMENADE_SERVICES_PORT_OFFSET must be a whole number from 0 to 30000.');
  }
  return {
    folder,
    artifacts: join(folder, 'artifacts'),
    passwordFile: join(folder, 'postgres-password'),
    data: (name) => join(folder, name),
    log: (name) => join(folder, 'logs', `${name}.log`),
    record: (name) => join(folder, 'run', `${name}.json`),
    port: (name) => PORTS[name] + offset,
    address: (name) => `${HOST}:${PORTS[name] + offset}`,
  };
}
