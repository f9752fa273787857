import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { layoutOf } from './layout.mjs';
import { startInStat, startOf, writeRecord } from './process-record.mjs';
import { renderJson, renderTable, statusOf } from './status.mjs';

describe('statusOf', () => {
  let folder;
  let layout;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'promenade-status-'));
    layout = { ...layoutOf({ PROMENADE_SERVICES_DIR: folder }), port: () => 1 };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const service = (probe) => ({ name: 'kafka', url: () => 'u', probe });
  const answers = service(async () => '4.3.1');
  const silent = service(async () => {
    throw new Error('no answer');
  });
  const recordThisProcess = async () =>
    writeRecord(layout.record('kafka'), {
      by: 'system',
      pid: process.pid,
      started: await startOf(process.pid),
    });

  test('is down where nothing runs', async () => {
    await expect(statusOf(answers, layout)).resolves.toMatchObject({ state: 'down' });
  });

  test('is up where our process answers', async () => {
    await recordThisProcess();
    await expect(statusOf(answers, layout)).resolves.toMatchObject({
      state: 'up',
      version: '4.3.1',
      pid: process.pid,
    });
  });

  test('is not answering where our process does not', async () => {
    await recordThisProcess();
    await expect(statusOf(silent, layout)).resolves.toMatchObject({ state: 'not answering' });
  });

  test('takes no other process with the same id for ours', async () => {
    writeRecord(layout.record('kafka'), { by: 'system', pid: process.pid, started: 'long ago' });
    await expect(statusOf(answers, layout)).resolves.toMatchObject({ state: 'down' });
  });

  test('does not claim what it did not start', async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    layout.port = () => server.address().port;
    const status = await statusOf(answers, layout);
    await new Promise((resolve) => server.close(resolve));
    expect(status.state).toBe('port taken');
  });
});

describe('what is printed', () => {
  const statuses = [
    { name: 'kafka', state: 'up', version: '4.3.1', address: '127.0.0.1:29092', url: 'u', pid: 7 },
    { name: 'registry', state: 'down', address: '127.0.0.1:28081', url: 'v' },
  ];

  test('a table', () => {
    expect(renderTable(statuses)).toEqual([
      'SERVICE   STATE  VERSION  ADDRESS          RUN BY',
      'kafka     up     4.3.1    127.0.0.1:29092  process 7',
      'registry  down            127.0.0.1:28081',
    ]);
  });

  test('JSON by name', () => {
    expect(JSON.parse(renderJson(statuses))).toEqual({
      up: false,
      services: {
        kafka: { state: 'up', version: '4.3.1', address: '127.0.0.1:29092', url: 'u', pid: 7 },
        registry: { state: 'down', address: '127.0.0.1:28081', url: 'v' },
      },
    });
  });
});

describe('startInStat', () => {
  const fields = Array.from({ length: 40 }, (_, index) => String(index + 4)).join(' ');

  test('finds field 22 whatever the program is called', () => {
    expect(startInStat(`9 (a) b (c) S ${fields}`)).toBe('22');
  });

  test('takes a zombie for gone', () => {
    expect(startInStat(`9 (java) Z ${fields}`)).toBeUndefined();
  });
});
