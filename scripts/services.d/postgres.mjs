import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPath } from '../test/commands.mjs';
import { inContainer } from './docker.mjs';
import { HOST } from './layout.mjs';
import { postgresPassword } from './postgres-password.mjs';
import { postgresPrograms } from './postgres-programs.mjs';
import { lastLines, runQuietly } from './run-quietly.mjs';
import { Unavailable } from './unavailable.mjs';

const USER = 'promenade';
const DATABASE = 'promenade';

/** @type {import('./service.mjs').Service} */
export const postgres = {
  name: 'postgres',
  cure: 'install PostgreSQL 15 or later (brew install postgresql@18, dnf install postgresql-server)',
  // Fast shutdown: PostgreSQL waits for clients at a SIGTERM.
  stopSignal: 'SIGINT',
  url: (layout) => `postgresql://${USER}@${HOST}:${layout.port('postgres')}/${DATABASE}`,
  missingPackages: async (layout) =>
    postgresPrograms(dataOf(layout)) === undefined ? [['postgresql']] : [],
  prepare,
  probe,
  // A killed server's children live on for a moment and hold its data.
  mayTryAgain: (log) => /lock file "postmaster.pid" already exists|pre-existing shared memory/.test(log),
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
    max_connections: 200,
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    // Debezium reads the outbox from the log.
    wal_level: 'logical',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return [
    ...['-D', dataOf(layout)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function prepare(layout, say) {
  const { folder } = postgresPrograms(dataOf(layout));
  const identity = await serverIdentity();
  if (!existsSync(dataOf(layout))) await create(layout, folder, identity, say);
  return {
    command: [join(folder, 'postgres'), ...postgresArguments(layout)],
    // PostgreSQL takes its defaults from these.
    env: { PGDATA: undefined, PGPORT: undefined },
    ...identity,
  };
}

/** The server refuses to run as root; Debian's package brings a user for it. */
async function serverIdentity() {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) => Number((await runQuietly(['id', option, 'postgres'])).stdout)),
  );
  if (uid && gid) return { uid, gid };
  throw new Unavailable(
    'PostgreSQL does not run as root, and there is no user postgres',
    'add a user postgres (useradd --system postgres), or call this as another user',
  );
}

async function create(layout, folder, identity, say) {
  say('postgres: creating a database cluster.');
  const home = layout.data('postgres');
  mkdirSync(home, { recursive: true });
  const unfinished = join(home, 'new');
  const password = join(home, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  if (identity.uid !== undefined) chownSync(home, identity.uid, identity.gid);
  chmodSync(home, 0o700);
  await checkReach(home, identity);

  const run = async (command, input) => {
    const { code, stdout, stderr } = await runQuietly(command, { ...identity, input, cwd: home });
    if (code === 0) return;
    throw new Unavailable(
      `${command[0]} failed:\n${lastLines(stdout + stderr)}`,
      'see the lines above',
    );
  };
  try {
    writeFileSync(password, postgresPassword(layout), { mode: 0o600 });
    if (identity.uid !== undefined) chownSync(password, identity.uid, identity.gid);
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
    await run([
      ...[join(folder, 'initdb'), '-D', unfinished, '-U', USER, `--pwfile=${password}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', `--locale=${locale}`, '--no-instructions'],
    ]);
    const single = [join(folder, 'postgres'), '--single', '-D', unfinished, 'template1'];
    await run(single, `CREATE DATABASE ${DATABASE};\n`);
  } finally {
    rmSync(password, { force: true });
  }
  renameSync(unfinished, dataOf(layout));
}

async function checkReach(home, identity) {
  const { code } = await runQuietly(['test', '-w', home], identity);
  if (code === 0) return;
  throw new Unavailable(
    `the user postgres cannot reach ${home}`,
    'set PROMENADE_SERVICES_DIR to a folder below one that every user may enter, /var/tmp/promenade say',
  );
}

async function probe(layout, record) {
  const question = [
    ...['-h', HOST, '-U', USER, '-d', DATABASE, '-w', '-X', '-q', '-t', '-A'],
    ...['-c', "SELECT split_part(current_setting('server_version'), ' ', 1)"],
  ];
  const psql =
    record?.by === 'docker'
      ? inContainer('postgres', ['psql', ...question])
      : [psqlOf(layout), '-p', String(layout.port('postgres')), ...question];
  const { code, stdout, stderr } = await runQuietly(psql, {
    env: { PGPASSWORD: postgresPassword(layout), PGCONNECT_TIMEOUT: '2', PGSSLMODE: 'disable' },
    timeout: 5000,
  });
  if (code !== 0) throw new Error(lastLines(stderr, 1));
  return stdout.trim();
}

/** Where the server's package has another client before it in PATH, that does as well. */
function psqlOf(layout) {
  return inPath('psql') ?? join(postgresPrograms(dataOf(layout)).folder, 'psql');
}

function dataOf(layout) {
  return join(layout.data('postgres'), 'data');
}
