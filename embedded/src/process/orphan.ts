import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './error-code.js';
import { isRunning, type ProcessIdentity, runningProcess } from './process-identity.js';
import { readServiceRecord, removeServiceRecord, type ServiceRecord } from './service-record.js';

const POLL_MS = 20;

/** The child that an earlier, killed host left on this data folder, if it still runs. */
function orphanOf(dataDir: string): ServiceRecord | undefined {
  const record = readServiceRecord(dataDir);
  if (!record) return undefined;
  const running = runningProcess(record.pid);
  const isOurs =
    running?.startedAt === record.startedAt && running.command.includes(record.executable);
  return isOurs ? record : undefined;
}

/**
 * Stops what an earlier, killed host left running on this data folder. A foreign process that got
 * the recorded pid is left alone. Call it with the folder's lock held.
 * @param graceMs milliseconds until it is killed
 * @returns the pid that was stopped
 */
export async function stopOrphan(dataDir: string, graceMs = 10_000): Promise<number | undefined> {
  const orphan = orphanOf(dataDir);
  if (orphan) await stopProcess(orphan, orphan.stopSignal, graceMs);
  removeServiceRecord(dataDir);
  return orphan?.pid;
}

/**
 * Signals a process and waits until it is gone; kills it after `graceMs` milliseconds.
 * @throws when it outlives SIGKILL by 5 s or belongs to another user
 */
export async function stopProcess(
  target: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (!send(target, signal) || (await isGoneWithin(target, graceMs))) return;
  if (!send(target, 'SIGKILL') || (await isGoneWithin(target, 5_000))) return;
  throw new Error(`Process ${target.pid} does not stop, not even on SIGKILL`);
}

function send(target: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(target)) return false;
  try {
    return process.kill(target.pid, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw new Error(`Process ${target.pid} of an earlier run cannot be stopped by this user`, {
      cause: error,
    });
  }
}

async function isGoneWithin(target: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isRunning(target)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
