import { chmodSync, existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { lockDataDir } from '../process/data-dir-lock.js';
import type { OnLog } from '../process/log-line.js';
import { stopOrphan } from '../process/orphan.js';
import { assertPortsFree } from '../process/ports.js';
import { keptSecret, randomPassword } from '../process/secret-file.js';
import type { ServiceExit } from '../process/service-process.js';
import { assertSameMajor, clusterIn, ensureCluster, hasCluster, SUPERUSER } from './cluster.js';
import { postgresBinaries } from './postgres-binaries.js';
import { levelOfPostgresLine } from './postgres-log.js';
import { clearPostmasterPid } from './postmaster-pid.js';
import { serverAccount } from './server-account.js';
import { type PostgresSettings, serverArguments } from './server-arguments.js';
import { type StartedServer, startServer } from './start-server.js';

export interface PostgresOptions {
  /** Folder for the cluster, its password and the run's records; made where it is absent. */
  dataDir: string;
  /** TCP port on 127.0.0.1, 1–65535. */
  port: number;
  onLog: OnLog;
  /** PostgreSQL settings, e.g. `{ max_connections: 50 }`, over the defaults of the README. */
  settings?: PostgresSettings;
  /** Name of the setting that `PortTakenError` tells to change. Default `postgres.port`. */
  portSetting?: string;
  /** Called when the server ends without `stop` having been called. */
  onUnexpectedExit?: (exit: ServiceExit) => void;
  /** Time that recovery and start may take, in milliseconds. Default 60 000. */
  startTimeoutMs?: number;
}

export interface EmbeddedPostgres {
  /** URL of the superuser on database `postgres`, password included. */
  url: string;
  port: number;
  pid: number;
  /** E.g. `18.4`. */
  version: string;
  /** Disconnects every client and stops (PostgreSQL's "fast" shutdown). Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a folder, first stopping what a killed host left running there.
 * @throws DataDirInUseError while another live process runs it
 * @throws PortTakenError before anything is started
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const lock = lockDataDir(options.dataDir);
  try {
    const { port } = options;
    const dataDir = realpathSync(options.dataDir);
    await stopOrphan(dataDir);
    await clearPostmasterPid(clusterIn(dataDir));
    await assertPortsFree([
      { port, service: 'PostgreSQL', setting: options.portSetting ?? 'postgres.port' },
    ]);
    const password = await passwordFor(dataDir);
    const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
    const { process: server, version } = await started(dataDir, password, url, options);
    void server.exited.then((exit) => {
      lock.release();
      if (!exit.expected) options.onUnexpectedExit?.(exit);
    });
    return { url, port, pid: server.pid, version, stop: () => server.stop() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Kept before the cluster is made, so that there is never a cluster without its password. */
async function passwordFor(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'password');
  if (hasCluster(clusterIn(dataDir)) && !existsSync(file)) {
    throw new Error(
      `${file} is missing, and without it nobody can log in to the cluster beside it. ` +
        'Put it back, or move the folder away to begin anew.',
    );
  }
  return (await keptSecret(file, randomPassword)).trim();
}

async function started(
  dataDir: string,
  password: string,
  url: string,
  { port, onLog, settings, startTimeoutMs = 60_000 }: PostgresOptions,
): Promise<StartedServer> {
  const clusterDir = clusterIn(dataDir);
  const { initdb, postgres } = postgresBinaries();
  const args = serverArguments(clusterDir, port, settings);
  // The server's account has to pass this folder; what is secret in it has mode 0600.
  chmodSync(dataDir, statSync(dataDir).mode | 0o111);
  const account = serverAccount(clusterDir, [postgres, clusterDir]);
  const onLine = (line: string) => onLog(line, levelOfPostgresLine(line));

  await ensureCluster(clusterDir, { initdb, account, password, onLine });
  assertSameMajor(clusterDir, postgres);
  return startServer({
    dataDir,
    clusterDir,
    url,
    onLine,
    timeoutMs: startTimeoutMs,
    command: {
      argv: prefixed(account.prefix, [postgres, ...args]),
      executable: postgres,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      spawnAs: account.spawnAs,
      stopSignal: 'SIGINT',
    },
  });
}

function prefixed(
  prefix: readonly string[],
  [program, ...args]: [string, ...string[]],
): [string, ...string[]] {
  const [first, ...rest] = prefix;
  return first === undefined ? [program, ...args] : [first, ...rest, program, ...args];
}
