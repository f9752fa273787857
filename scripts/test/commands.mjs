import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Runs a command with its output on this terminal. SIGTERM is handed on to it; Ctrl-C reaches it
 * through the terminal.
 *
 * @param {readonly string[]} command program and arguments
 * @param {Record<string, string>} [env] on top of this process' environment
 * @returns {Promise<{ code: number, signal: string | undefined }>} code 127 where the program is missing
 */
export function runVisibly([program, ...args], env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    const forward = (signal) => child.kill(signal);
    process.once('SIGTERM', forward);
    const done = (code, signal) => {
      process.off('SIGTERM', forward);
      resolve({ code: code ?? 1, signal: signal ?? undefined });
    };
    child.once('error', () => done(127));
    child.once('exit', done);
  });
}

/**
 * The first line that a command prints, if it ends well within 20 seconds.
 *
 * @param {readonly string[]} command program and arguments
 * @returns {string | undefined}
 */
export function firstLine([program, ...args]) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.trim().split('\n')[0] : undefined;
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a program lies in PATH.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function inPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}
