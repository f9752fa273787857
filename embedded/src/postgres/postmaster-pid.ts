import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stopProcess } from '../process/orphan.js';
import { runningProcess } from '../process/process-identity.js';

/** PostgreSQL's own lock file; its lines are described in `src/include/utils/pidfile.h`. */
const pidFile = (clusterDir: string) => path.join(clusterDir, 'postmaster.pid');

/** Whether this very server has told in its file that it takes connections. */
export function isReady(clusterDir: string, pid: number): boolean {
  const lines = linesOf(clusterDir);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * Deals with the file that a killed PostgreSQL leaves. PostgreSQL refuses to start while any
 * process has the pid in it, even a foreign one that merely re-uses the number, or a zombie.
 * Call it with the data folder's lock held.
 */
export async function clearPostmasterPid(clusterDir: string): Promise<void> {
  const lines = linesOf(clusterDir);
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (Number.isNaN(pid)) return;
  const running = runningProcess(pid);
  if (running?.command.includes(clusterDir)) {
    await stopProcess(running, 'SIGINT', 10_000);
  } else if ((running || isZombie(pid)) && !hasBackends(lines[6])) {
    rmSync(pidFile(clusterDir), { force: true });
  }
}

function linesOf(clusterDir: string): string[] {
  try {
    return readFileSync(pidFile(clusterDir), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** To be asked of a pid that is no running process. */
function isZombie(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Whether backends of the killed server still hold its shared memory; a second server beside them
 * would damage the data. Where the system does not tell, they may be there.
 * @param memory the file's line of the segment's key and id
 */
function hasBackends(memory: string | undefined): boolean {
  const id = memory?.trim().split(/\s+/)[1];
  if (id === undefined) return false;
  try {
    const [header = '', ...segments] = readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n');
    const columns = header.trim().split(/\s+/);
    const rows = segments.map((line) => line.trim().split(/\s+/));
    const segment = rows.find((row) => row[columns.indexOf('shmid')] === id);
    return segment !== undefined && Number(segment[columns.indexOf('nattch')]) > 0;
  } catch {
    return true;
  }
}
