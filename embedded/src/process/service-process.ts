import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { guard } from './guardian.js';
import { eachLine } from './log-line.js';
import { stopProcess } from './orphan.js';
import { runningProcess } from './process-identity.js';
import { removeServiceRecord, writeServiceRecord } from './service-record.js';

export interface ServiceCommand {
  /** The program, and where it has to be started through another one (setpriv), that one before. */
  argv: readonly [string, ...string[]];
  /** Path of the service's own executable. */
  executable: string;
  cwd: string;
  env: Record<string, string>;
  /** Account to run under; default: this process's. */
  spawnAs?: { uid?: number; gid?: number };
  stopSignal: 'SIGINT' | 'SIGTERM';
}

export interface ServiceExit {
  /** Whether `stop` was asked for before. */
  expected: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines that the service printed, at most 20. */
  lastLines: readonly string[];
}

export interface ServiceProcess {
  pid: number;
  /** Resolves when the process has ended and its output was read; never rejects. */
  exited: Promise<ServiceExit>;
  /** Signals, waits up to `graceMs` (default 15 000 ms), then kills. Idempotent. */
  stop(graceMs?: number): Promise<void>;
}

const LAST_LINES = 20;

/**
 * Starts a long-running child in a session of its own, so that Ctrl-C in a terminal reaches the
 * host alone and the host decides the order of stopping. Keeps its record in `dataDir`.
 * @throws when the executable cannot be started
 */
export async function startServiceProcess(
  dataDir: string,
  command: ServiceCommand,
  onLine: (line: string) => void,
): Promise<ServiceProcess> {
  const { cwd, env, stopSignal } = command;
  const [file, ...args] = command.argv;
  const child = spawn(file, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...command.spawnAs,
  });
  const { pid } = child;
  if (pid === undefined) {
    const cause = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new Error(`${file} cannot be started: ${cause.message}`, { cause });
  }
  child.on('error', () => undefined);

  const startedAt = runningProcess(pid)?.startedAt ?? 'ended at once';
  writeServiceRecord(dataDir, {
    pid,
    startedAt,
    executable: basename(command.executable),
    stopSignal,
  });
  const guardian = guard(pid, stopSignal);

  const lastLines: string[] = [];
  eachLine([child.stdout, child.stderr], (line) => {
    lastLines.push(line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
    onLine(line);
  });

  let expected = false;
  const exited = new Promise<ServiceExit>((resolve) => {
    child.once('exit', () => guardian.dismiss());
    child.once('close', (code, signal) => {
      removeServiceRecord(dataDir);
      resolve({ expected, code, signal, lastLines });
    });
  });

  return {
    pid,
    exited,
    async stop(graceMs = 15_000) {
      expected = true;
      if (child.exitCode === null && child.signalCode === null) {
        await stopProcess({ pid, startedAt }, stopSignal, graceMs);
      }
      await exited;
    },
  };
}
