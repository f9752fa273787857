import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from './process-record.mjs';

/** ms; a broker with much to write takes its time. */
const PATIENCE = 30_000;

/**
 * Ends a process: with its signal, after 30 s with SIGKILL.
 *
 * @param {number} pid
 * @param {string} started as `startOf` told it
 * @param {NodeJS.Signals} signal
 * @returns {Promise<'stopped' | 'killed'>}
 */
export async function stopProcess(pid, started, signal) {
  const isThere = async () => (await startOf(pid)) === started;
  if (!(await isThere())) return 'stopped';
  send(pid, signal);
  const deadline = Date.now() + PATIENCE;
  let pause = 10;
  while (Date.now() < deadline) {
    await sleep(pause);
    if (!(await isThere())) return 'stopped';
    pause = Math.min(pause * 1.5, 200);
  }
  send(pid, 'SIGKILL');
  while (await isThere()) await sleep(20);
  return 'killed';
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
