import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * A process as it can be told from every other one, also from a later process that got the same
 * pid: `startedAt` is opaque and differs between two processes of one pid.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

export interface RunningProcess extends ProcessIdentity {
  /** The whole command line, arguments separated by spaces. */
  command: string;
}

/** The running process of that pid; `undefined` when there is none or it is a zombie. */
export function runningProcess(pid: number): RunningProcess | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

/** Whether the very process that was recorded still runs (not merely one that re-uses its pid). */
export function isRunning(recorded: ProcessIdentity): boolean {
  return runningProcess(recorded.pid)?.startedAt === recorded.startedAt;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const own = runningProcess(process.pid);
  if (!own) throw new Error(`The start time of process ${process.pid} cannot be read`);
  return { pid: own.pid, startedAt: own.startedAt };
}

function fromProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticksSinceBoot] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || ticksSinceBoot === undefined) return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: `${boot}/${ticksSinceBoot}`, command };
  } catch {
    return undefined;
  }
}

/** The way of systems without /proc (macOS). */
function fromPs(pid: number): RunningProcess | undefined {
  try {
    const output = execFileSync('ps', ['-p', String(pid), '-o', 'lstart=,stat=,command='], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parsePs(pid, output);
  } catch {
    return undefined;
  }
}

/** @param output of `ps -o lstart=,stat=,command=` for one process */
export function parsePs(pid: number, output: string): RunningProcess | undefined {
  const match = /^\s*(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(\S+)\s+(.*)$/m.exec(output);
  const [, startedAt, state, command] = match ?? [];
  if (!startedAt || !command || state?.startsWith('Z')) return undefined;
  return { pid, startedAt: startedAt.replace(/\s+/g, ' '), command: command.trim() };
}
