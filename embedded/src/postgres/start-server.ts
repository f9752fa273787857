import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../process/error-code.js';
import {
  type ServiceCommand,
  type ServiceExit,
  type ServiceProcess,
  startServiceProcess,
} from '../process/service-process.js';
import { clearPostmasterPid, isReady } from './postmaster-pid.js';

export interface ServerStart {
  dataDir: string;
  clusterDir: string;
  command: ServiceCommand;
  url: string;
  onLine: (line: string) => void;
  timeoutMs: number;
}

export interface StartedServer {
  process: ServiceProcess;
  version: string;
}

const ATTEMPTS = 4;
const PAUSE_MS = 500;
/** What PostgreSQL says while processes of a killed predecessor are still going down. */
const HELD_BY_PREDECESSOR = /postmaster\.pid|shared memory block/;

/** Starts the server and waits until it answers a query, i.e. until recovery is over. */
export async function startServer(start: ServerStart): Promise<StartedServer> {
  for (let attempt = 1; ; attempt += 1) {
    const process = await startServiceProcess(start.dataDir, start.command, start.onLine);
    const outcome = await answering(process, start).catch(async (error: unknown) => {
      await process.stop();
      throw error;
    });
    if ('version' in outcome) return { process, version: outcome.version };
    const said = outcome.lastLines.join('\n');
    if (attempt === ATTEMPTS || !HELD_BY_PREDECESSOR.test(said)) {
      throw new Error(`PostgreSQL ended while starting:\n${said}`);
    }
    await delay(PAUSE_MS);
    await clearPostmasterPid(start.clusterDir);
  }
}

/** The server's version as soon as it answers, or how it ended. */
async function answering(
  process: ServiceProcess,
  { clusterDir, url, timeoutMs }: ServerStart,
): Promise<{ version: string } | ServiceExit> {
  let ended: ServiceExit | undefined;
  void process.exited.then((exit) => (ended = exit));
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (ended) return ended;
    if (isReady(clusterDir, process.pid)) return { version: await versionBehind(url) };
    await delay(20);
  }
  throw new Error(`PostgreSQL did not answer within ${timeoutMs} ms`);
}

async function versionBehind(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } catch (cause) {
    if (errorCode(cause) === '28P01') {
      throw new Error('The kept password is not that of the cluster beside it', { cause });
    }
    throw cause;
  } finally {
    await client.end().catch(() => undefined);
  }
}
