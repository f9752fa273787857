import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetRecord, startOf, writeRecord } from './process-record.mjs';
import { lastLines } from './run-quietly.mjs';
import { stopProcess } from './stop-process.mjs';
import { Unavailable } from './unavailable.mjs';

const DEADLINE = 90_000;
/** Above this a log is kept as `<name>.log.1` and a new one begun. */
const LOG_BYTES = 10_000_000;

/**
 * Starts a service so that it outlives this process, and waits until it answers.
 *
 * @param {import('./services.mjs').Service} service
 * @param {import('./layout.mjs').Layout} layout
 * @param {import('./services.mjs').Launch} how
 * @returns {Promise<string>} its version
 * @throws {Unavailable} where it ends or does not answer within 90 s
 */
export async function launch(service, layout, how) {
  const deadline = Date.now() + DEADLINE;
  for (;;) {
    const { child, log, begin } = spawnDetached(service, layout, how);
    const result = await untilItAnswers(service, layout, child, deadline);
    if ('version' in result) return result.version;

    forgetRecord(layout.record(service.name));
    const said = lastLines(readFileSync(log, 'utf8').slice(begin));
    if (result.ended && service.mayTryAgain?.(said) && Date.now() < deadline) {
      await sleep(300);
      continue;
    }
    throw new Unavailable(`${result.reason}${said && `:\n${said}`}`, `its log is ${log}`);
  }
}

function spawnDetached(service, layout, { command, env, uid, gid, cwd }) {
  const log = layout.log(service.name);
  mkdirSync(dirname(log), { recursive: true });
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES)
    renameSync(log, `${log}.1`);
  const file = openSync(log, 'a');
  const begin = readFileSync(log, 'utf8').length;
  const [program, ...args] = command;
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', file, file],
    env: { ...process.env, ...env },
    uid,
    gid,
    cwd,
  });
  closeSync(file);
  child.unref();
  return { child, log, begin };
}

async function untilItAnswers(service, layout, child, deadline) {
  let end;
  child.once('error', (error) => {
    end = `could not be started: ${error.message}`;
  });
  child.once('exit', (code, signal) => {
    end = `ended at its start (${signal ?? `exit code ${code}`})`;
  });
  const started = child.pid === undefined ? undefined : await startOf(child.pid);
  if (started !== undefined) {
    writeRecord(layout.record(service.name), { by: 'system', pid: child.pid, started });
  }
  let last = 'no answer';
  while (Date.now() < deadline) {
    await sleep(50);
    if (end !== undefined) return { reason: end, ended: true };
    try {
      return { version: await service.probe(layout) };
    } catch (error) {
      last = error.message;
    }
  }
  await stopProcess(child.pid, started, service.stopSignal);
  return { reason: `does not answer (${last})`, ended: false };
}
