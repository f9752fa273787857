import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs an action while no other process does: two `up` at once must not start a service twice.
 *
 * @template T
 * @param {string} folder
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function alone(folder, say, action) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  for (let told = false; !take(path); told = true) {
    if (!told) say('Another scripts/services is at work here: waiting for it.');
    await sleep(100);
  }
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    // A link appears with its content, a file is empty at first.
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld(path)) rmSync(path, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function isHeld(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    // Another user's process is there but may not be signalled.
    return error.code === 'EPERM';
  }
}
