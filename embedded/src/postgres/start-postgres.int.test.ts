import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { DataDirInUseError } from '../process/data-dir-lock.js';
import { freePort } from '../process/ports.js';
import { runningProcess } from '../process/process-identity.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type EmbeddedPostgres, type PostgresOptions, startPostgres } from './start-postgres.js';

const folder = temporaryFolder();
const dataDir = path.join(folder.path, 'postgres');
let running: EmbeddedPostgres | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => folder.remove());

async function start(options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
  running = await startPostgres({
    dataDir,
    port: await freePort(),
    onLog: () => undefined,
    ...options,
  });
  return running;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const setting = async (url: string, name: string) =>
  (await ask(url, `select current_setting('${name}') as value`))[0]?.['value'];

test('is set up as documented, and its password is kept for the owner alone', async () => {
  const { url, version } = await start({ settings: { work_mem: '7MB' } });
  expect(version).toMatch(/^18\./);
  expect(await setting(url, 'server_encoding')).toBe('UTF8');
  expect(await setting(url, 'timezone')).toBe('UTC');
  expect(await setting(url, 'fsync')).toBe('on');
  expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
  expect(await setting(url, 'data_checksums')).toBe('on');
  expect(await setting(url, 'work_mem')).toBe('7MB');
  expect(await ask(url, "select datcollate from pg_database where datname = 'postgres'")).toEqual([
    { datcollate: 'C' },
  ]);
  const [row] = await ask(url, "select rolpassword from pg_authid where rolname = 'postgres'");
  expect(row?.['rolpassword']).toMatch(/^SCRAM-SHA-256\$/);
  expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(0o600);
});

test('wants the password', async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('a second start finds the data, and the first process is gone', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  await first.stop();
  expect(runningProcess(first.pid)).toBeUndefined();
  expect(existsSync(path.join(dataDir, 'service.json'))).toBe(false);
  expect(existsSync(path.join(dataDir, 'owner.lock'))).toBe(false);

  const second = await start();
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('stops while a client is in a transaction', async () => {
  const { url, pid, stop } = await start();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await stop();
  await client.end().catch(() => undefined);
  expect(runningProcess(pid)).toBeUndefined();
});

test('runs in a folder that only its owner may enter', async () => {
  const home = path.join(folder.path, 'home');
  mkdirSync(home, { mode: 0o700 });
  const { url } = await start({ dataDir: path.join(home, 'postgres') });
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(home).mode & 0o777).toBe(0o700);
});

describe('refuses', () => {
  test('a folder that a live process runs', async () => {
    const { url } = await start();
    const second = startPostgres({ dataDir, port: await freePort(), onLog: () => undefined });
    await expect(second).rejects.toThrow(DataDirInUseError);
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a taken port, and leaves nothing running or locked', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const failed = start({ port, portSetting: 'database.port' });
    await expect(failed).rejects.toMatchObject({ code: 'PORT_TAKEN', port, service: 'PostgreSQL' });
    await expect(failed).rejects.toThrow('set database.port to a free port');
    server.close();
    await start();
  });

  test('a setting that PostgreSQL does not take, with its words', async () => {
    await expect(start({ settings: { work_mem: 'much' } })).rejects.toThrow(/work_mem/);
    await start();
  });

  test('a cluster whose password is lost', async () => {
    const password = path.join(dataDir, 'password');
    renameSync(password, `${password}.aside`);
    await expect(start()).rejects.toThrow(/password is missing/);
    renameSync(`${password}.aside`, password);
  });

  test('a cluster of another major version', async () => {
    const file = path.join(dataDir, 'cluster', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '9\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 9 and cannot be opened/);
    writeFileSync(file, version);
  });
});

test('tells when the server ends by itself, and can be started again', async () => {
  const told = new Promise((resolve) => {
    void start({ onUnexpectedExit: resolve }).then(({ pid }) => process.kill(pid, 'SIGQUIT'));
  });
  await expect(told).resolves.toMatchObject({ expected: false });
  await start();
});

test('is not kept from starting by a foreign process that got the pid in postmaster.pid', async () => {
  const first = await start();
  const pidFile = path.join(dataDir, 'cluster', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await first.stop();
  writeFileSync(pidFile, [String(process.ppid), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  const owner = statSync(path.join(dataDir, 'cluster'));
  chownSync(pidFile, owner.uid, owner.gid);
  await start();
  expect(runningProcess(process.ppid)).toBeDefined();
});
