import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { eachLine } from '../process/log-line.js';
import type { ServerAccount } from './server-account.js';

export const SUPERUSER = 'postgres';

export const clusterIn = (dataDir: string) => path.join(dataDir, 'cluster');

export const hasCluster = (clusterDir: string) => existsSync(path.join(clusterDir, 'PG_VERSION'));

export interface NewCluster {
  initdb: string;
  account: ServerAccount;
  password: string;
  onLine: (line: string) => void;
}

/**
 * Makes the cluster (UTF-8, locale C, time zone UTC, SCRAM passwords, data checksums) where there
 * is none. It is made aside and renamed, so that a kill on the way leaves no half of a cluster.
 */
export async function ensureCluster(clusterDir: string, options: NewCluster): Promise<void> {
  if (hasCluster(clusterDir)) return;
  const { account, password } = options;
  const draft = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account.owner) {
      const { uid, gid } = account.owner;
      chownSync(draft, uid, gid);
      chownSync(passwordFile, uid, gid);
    }
    await initialise(draft, passwordFile, options);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, clusterDir);
}

/**
 * @param postgres path of the server's executable
 * @throws when the cluster was made by another major version, which PostgreSQL cannot open
 */
export function assertSameMajor(clusterDir: string, postgres: string): void {
  const made = readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  const major = /(\d+)/.exec(version)?.[1];
  if (made === major) return;
  throw new Error(
    `${clusterDir} was made by PostgreSQL ${made} and cannot be opened by PostgreSQL ${major}. ` +
      'Dump and restore it, or move the folder away to begin anew.',
  );
}

async function initialise(
  directory: string,
  passwordFile: string,
  { initdb, account, onLine }: NewCluster,
): Promise<void> {
  const [file, ...args] = [
    ...account.prefix,
    initdb,
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--set=timezone=UTC',
    '--set=log_timezone=UTC',
    '--no-instructions',
  ];
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...account.spawnAs,
    });
    eachLine([child.stdout, child.stderr], (line) => {
      lines.push(line);
      onLine(line);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed with code ${code}:\n${lines.slice(-10).join('\n')}`));
    });
  });
}
