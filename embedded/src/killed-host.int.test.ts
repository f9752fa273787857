import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { startPostgres } from './postgres/start-postgres.js';
import { DataDirInUseError } from './process/data-dir-lock.js';
import { assertPortsFree, freePort } from './process/ports.js';
import { runningProcess } from './process/process-identity.js';
import { stopOrphans } from './stop-orphans.js';
import { temporaryFolder } from './testing/temporary-folder.js';

interface HostProcess {
  child: ChildProcess;
  url: string;
  postgres: number;
  restate: number;
}

const folder = temporaryFolder();
const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
const at = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
let host: HostProcess | undefined;

async function startHost(): Promise<HostProcess> {
  const register = at('../../scripts/typescript/register.mjs');
  const child = spawn(
    process.execPath,
    ['--import', register, at('./testing/host-process.ts'), folder.path, ...ports.map(String)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const told = JSON.parse(line.toString()) as Omit<HostProcess, 'child'>;
  host = { child, ...told };
  return host;
}

async function kill9({ child }: HostProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The shells that would stop the services when the host is gone; without them they live on. */
function killGuardians(pid: number): void {
  const guardians = childrenOf(pid).filter((child) =>
    runningProcess(child)?.command.includes(' guardian '),
  );
  expect(guardians).toHaveLength(2);
  for (const guardian of guardians) process.kill(guardian, 'SIGKILL');
}

function childrenOf(pid: number): number[] {
  const listed = `/proc/${pid}/task/${pid}/children`;
  const text = existsSync(listed)
    ? readFileSync(listed, 'utf8')
    : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return text.trim().split(/\s+/).map(Number);
}

async function answer(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

async function isGone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  while (runningProcess(pid) && Date.now() < deadline) await delay(20);
  return runningProcess(pid) === undefined;
}

afterEach(async () => {
  if (!host) return;
  if (host.child.exitCode === null && host.child.signalCode === null) await kill9(host);
  await Promise.all([isGone(host.postgres), isGone(host.restate)]);
});
afterAll(() => folder.remove());

test('the services go with a host that is killed', async () => {
  const killed = await startHost();
  await kill9(killed);
  expect(await isGone(killed.postgres)).toBe(true);
  expect(await isGone(killed.restate)).toBe(true);
});

test('orphans are stopped by the next start, which finds the data', async () => {
  const killed = await startHost();
  await answer(killed.url, 'create table committed as select 1 as row');
  killGuardians(killed.child.pid ?? 0);
  await kill9(killed);
  expect(runningProcess(killed.postgres)).toBeDefined();
  expect(runningProcess(killed.restate)).toBeDefined();

  const next = await startHost();
  expect(runningProcess(killed.postgres)).toBeUndefined();
  expect(runningProcess(killed.restate)).toBeUndefined();
  expect(await answer(next.url, 'select row from committed')).toEqual({ row: 1 });
});

test('orphans can be stopped before anything is started, so that their ports are free', async () => {
  const killed = await startHost();
  const dataDirs = ['postgres', 'restate', 'absent'].map((name) => path.join(folder.path, name));
  await expect(stopOrphans(dataDirs)).rejects.toThrow(DataDirInUseError);
  killGuardians(killed.child.pid ?? 0);
  await kill9(killed);
  await stopOrphans(dataDirs);
  await expect(
    assertPortsFree(ports.map((port) => ({ port, service: 'Any', setting: String(port) }))),
  ).resolves.toBeUndefined();
});

test('everything killed at once is no hindrance either', async () => {
  const killed = await startHost();
  await answer(killed.url, 'create table also_committed as select 2 as row');
  process.kill(killed.postgres, 'SIGKILL');
  process.kill(killed.restate, 'SIGKILL');
  await kill9(killed);
  const next = await startHost();
  expect(await answer(next.url, 'select row from also_committed')).toEqual({ row: 2 });
});

test('a postgres without a record is found by its own pid file', async () => {
  const killed = await startHost();
  killGuardians(killed.child.pid ?? 0);
  await kill9(killed);
  process.kill(killed.restate, 'SIGTERM');
  await isGone(killed.restate);
  const record = path.join(folder.path, 'postgres', 'service.json');
  expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ pid: killed.postgres });
  rmSync(record);
  await startHost();
  expect(runningProcess(killed.postgres)).toBeUndefined();
});

test('a second host on the folder of a live one is refused and does no harm', async () => {
  const live = await startHost();
  const second = startPostgres({
    dataDir: path.join(folder.path, 'postgres'),
    port: await freePort(),
    onLog: () => undefined,
  });
  await expect(second).rejects.toThrow(DataDirInUseError);
  await expect(second).rejects.toThrow(`in use by process ${live.child.pid}`);
  expect(await answer(live.url, 'select 1 as one')).toEqual({ one: 1 });
});
