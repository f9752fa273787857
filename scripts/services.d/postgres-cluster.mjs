import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresPassword } from './postgres-password.mjs';
import { lastLines, runQuietly } from './run-quietly.mjs';
import { Unavailable } from './unavailable.mjs';

export const POSTGRES_USER = 'promenade';
export const POSTGRES_DATABASE = 'promenade';

/**
 * @param {import('./layout.mjs').Layout} layout
 * @returns {string} PostgreSQL's data folder
 */
export function dataOf(layout) {
  return join(layout.data('postgres'), 'data');
}

/**
 * The server refuses to run as root; Debian's package brings a user for it.
 *
 * @returns {Promise<{ uid?: number, gid?: number }>} nothing where this user can run it
 * @throws {Unavailable} where this is root and there is no user postgres
 */
export async function serverIdentity() {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) =>
      Number((await runQuietly(['id', option, 'postgres'])).stdout),
    ),
  );
  if (uid && gid) return { uid, gid };
  throw new Unavailable(
    'PostgreSQL does not run as root, and there is no user postgres',
    'add a user postgres (useradd --system postgres), or call this as another user',
  );
}

/**
 * Makes the data folder with the superuser and an empty database, all or nothing.
 *
 * @param {import('./layout.mjs').Layout} layout
 * @param {string} programs the folder of initdb and postgres
 * @param {{ uid?: number, gid?: number }} identity whom the data belong to
 * @throws {Unavailable}
 */
export async function createCluster(layout, programs, identity) {
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
    const access = ['-U', POSTGRES_USER, `--pwfile=${password}`, '--auth=scram-sha-256'];
    const text = ['--encoding=UTF8', `--locale=${locale}`];
    await run([join(programs, 'initdb'), '-D', unfinished, ...access, ...text]);
    const single = [join(programs, 'postgres'), '--single', '-D', unfinished, 'template1'];
    await run(single, `CREATE DATABASE ${POSTGRES_DATABASE};\n`);
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
