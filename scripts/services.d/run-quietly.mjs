import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param {readonly string[]} command program and arguments
 * @param {{ input?: string, timeout?: number, env?: Record<string, string | undefined>,
 *   uid?: number, gid?: number, cwd?: string }} [options] `timeout` in ms; `env` is on top of this
 *   process' environment
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 where the program
 *   is missing, 1 where a signal or the timeout ended it
 */
export function runQuietly([program, ...args], { input = '', env, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, env: { ...process.env, ...env } });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        printed[stream] += text;
      });
    }
    child.once('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, ...printed }));
    // A program that does not read its input may close it first.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The last lines of what a command or a log said, for an error message. */
export function lastLines(text, count = 8) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
