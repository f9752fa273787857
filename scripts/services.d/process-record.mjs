import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runQuietly } from './run-quietly.mjs';

/**
 * What runs as a service. The start time tells a process from a later one with the same id.
 *
 * @typedef {{ by: 'system', pid: number, started: string } | { by: 'docker' }} ProcessRecord
 */

/**
 * @param {string} path
 * @returns {ProcessRecord | undefined}
 */
export function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {ProcessRecord} record
 */
export function writeRecord(path, record) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record)}\n`);
}

/** @param {string} path */
export function forgetRecord(path) {
  rmSync(path, { force: true });
}

/**
 * When a process was started, as text that differs between processes with the same id.
 *
 * @param {number} pid
 * @returns {Promise<string | undefined>} undefined where there is none, or only its remains
 */
export async function startOf(pid) {
  try {
    return startInStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    if (process.platform === 'linux') return undefined;
    const { code, stdout } = await runQuietly(['ps', '-o', 'lstart=', '-p', String(pid)]);
    return code === 0 ? stdout.trim() : undefined;
  }
}

/**
 * @param {ProcessRecord | undefined} record
 * @returns {Promise<boolean>}
 */
export async function isRunning(record) {
  return record?.by === 'system' && (await startOf(record.pid)) === record.started;
}

/**
 * @param {string} stat the text of Linux' /proc/<pid>/stat
 * @returns {string | undefined} clock ticks since boot; undefined for a zombie
 */
export function startInStat(stat) {
  // The second field is the program's name in brackets and may itself hold blanks and brackets.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : rest[18];
}
