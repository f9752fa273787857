import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inContainer } from './docker.mjs';
import { HOST } from './layout.mjs';
import {
  createCluster,
  dataOf,
  POSTGRES_DATABASE,
  POSTGRES_USER,
  serverIdentity,
} from './postgres-cluster.mjs';
import { postgresPassword } from './postgres-password.mjs';
import { postgresPrograms } from './postgres-programs.mjs';
import { lastLines, runQuietly } from './run-quietly.mjs';
import { Unavailable } from './unavailable.mjs';

/** As in `deploy/compose.yaml`. */
export const POSTGRES_SETTINGS = {
  max_connections: 200,
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  // Debezium reads the outbox from the log; deploy/debezium/README.md says why it is bounded, and how.
  wal_level: 'logical',
  max_slot_wal_keep_size: '10GB',
};

/** @type {import('./services.mjs').Service} */
export const postgres = {
  name: 'postgres',
  cure: 'install PostgreSQL 15 or later (apt-get install postgresql, brew install postgresql@18)',
  // Fast shutdown: PostgreSQL waits for clients at a SIGTERM.
  stopSignal: 'SIGINT',
  url: (layout) =>
    `postgresql://${POSTGRES_USER}@${layout.address('postgres')}/${POSTGRES_DATABASE}`,
  missingPackages: async (layout) =>
    postgresPrograms(dataOf(layout)) === undefined ? [['postgresql']] : [],
  prepare,
  probe,
  // A killed server's children live on for a moment and hold its data.
  mayTryAgain: (log) =>
    /lock file "postmaster.pid" already exists|pre-existing shared memory/.test(log),
};

/**
 * @param {import('./layout.mjs').Layout} layout
 * @returns {string[]}
 */
export function postgresArguments(layout) {
  const settings = {
    listen_addresses: HOST,
    port: layout.port('postgres'),
    // Clients use TCP; a socket's path would be too long in deep folders.
    unix_socket_directories: '',
    ...POSTGRES_SETTINGS,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', dataOf(layout), ...options];
}

async function prepare(layout, say) {
  const { folder } = postgresPrograms(dataOf(layout));
  const identity = await serverIdentity();
  if (!existsSync(dataOf(layout))) {
    say('postgres: creating a database cluster.');
    await createCluster(layout, folder, identity);
  } else if (!existsSync(layout.passwordFile)) {
    throw new Unavailable(
      `the data are there, but not their password (${layout.passwordFile})`,
      'delete the data: scripts/services down --purge --only postgres',
    );
  }
  return {
    command: [join(folder, 'postgres'), ...postgresArguments(layout)],
    // PostgreSQL takes its defaults from these.
    env: { PGDATA: undefined, PGPORT: undefined },
    ...identity,
  };
}

async function probe(layout, record) {
  const who = ['-h', HOST, '-U', POSTGRES_USER, '-d', POSTGRES_DATABASE, '-w'];
  const question = "SELECT split_part(current_setting('server_version'), ' ', 1)";
  const options = [...who, '-X', '-q', '-t', '-A', '-c', question];
  const psql =
    record?.by === 'docker'
      ? inContainer('postgres', ['psql', ...options])
      : [psqlOf(layout), '-p', String(layout.port('postgres')), ...options];
  const { code, stdout, stderr } = await runQuietly(psql, {
    env: { PGPASSWORD: postgresPassword(layout), PGCONNECT_TIMEOUT: '2', PGSSLMODE: 'disable' },
    timeout: 5000,
  });
  if (code !== 0) throw new Error(lastLines(stderr, 1));
  return stdout.trim();
}

/** The server's own: the one in PATH may be a wrapper that takes twice as long. */
function psqlOf(layout) {
  return join(postgresPrograms(dataOf(layout)).folder, 'psql');
}
