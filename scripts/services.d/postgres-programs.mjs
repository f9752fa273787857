import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { firstLine, inPath, isExecutable } from '../test/commands.mjs';
import { Unavailable } from './unavailable.mjs';
import { OLDEST_POSTGRES } from './versions.mjs';

/** Debian and Ubuntu keep the server's programs out of PATH, a folder a major version. */
const DEBIAN = '/usr/lib/postgresql';

/** @typedef {{ folder: string, major: number }} Programs */

/**
 * The server's programs: those that made the data, else the newest.
 *
 * @param {string} data a data folder, which may not exist yet
 * @returns {Programs | undefined} undefined where no PostgreSQL is installed
 * @throws {Unavailable} where what is installed does not do
 */
export function postgresPrograms(data) {
  const installed = installedPrograms();
  if (installed.length === 0) return undefined;
  const wanted = majorOfData(data);
  if (wanted !== undefined) {
    const found = installed.find(({ major }) => major === wanted);
    if (found !== undefined) return found;
    throw new Unavailable(
      `the data were made by PostgreSQL ${wanted}, which is not installed`,
      'delete the data: scripts/services down --purge --only postgres',
    );
  }
  const newest = installed.toSorted((a, b) => b.major - a.major)[0];
  if (newest.major >= OLDEST_POSTGRES) return newest;
  throw new Unavailable(
    `PostgreSQL ${newest.major} is installed, ${OLDEST_POSTGRES} or later is needed`,
    `install PostgreSQL ${OLDEST_POSTGRES} or later, or start Docker`,
  );
}

/** @returns {Programs[]} */
function installedPrograms() {
  const inSystem = inPath('initdb');
  const folders = [...debianFolders(), ...(inSystem === undefined ? [] : [dirname(inSystem)])];
  return folders
    .filter((folder) =>
      ['initdb', 'postgres', 'psql'].every((name) => isExecutable(join(folder, name))),
    )
    .map((folder) => ({
      folder,
      major: postgresMajor(firstLine([join(folder, 'postgres'), '--version'])),
    }));
}

function debianFolders() {
  try {
    return readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

/**
 * @param {string | undefined} line as in "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
 * @returns {number} 0 where the line says none
 */
export function postgresMajor(line) {
  return Number(/\(PostgreSQL\) (\d+)/.exec(line ?? '')?.[1] ?? 0);
}

function majorOfData(data) {
  try {
    return Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}
