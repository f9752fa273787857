import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { DataDirInUseError } from '../process/data-dir-lock.js';
import { freePort } from '../process/ports.js';
import { runningProcess } from '../process/process-identity.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type EmbeddedRestate, startRestate } from './start-restate.js';

const folder = temporaryFolder();
const dataDir = path.join(folder.path, 'restate');
let running: EmbeddedRestate | undefined;
let lines: [string, string][] = [];

afterEach(async () => {
  await running?.stop();
  running = undefined;
  lines = [];
});
afterAll(() => folder.remove());

const freePorts = async () => ({
  ingress: await freePort(),
  admin: await freePort(),
  node: await freePort(),
});

async function start(ports?: Awaited<ReturnType<typeof freePorts>>): Promise<EmbeddedRestate> {
  running = await startRestate({
    dataDir,
    ports: ports ?? (await freePorts()),
    onLog: (line, level) => lines.push([level, line]),
  });
  return running;
}

test('answers on both ports and logs without colours, times or errors', async () => {
  const { adminUrl, ingressUrl, version, identityKey } = await start();
  expect(version).toMatch(/^1\./);
  expect((await fetch(`${adminUrl}/health`)).status).toBe(200);
  expect((await fetch(`${ingressUrl}/restate/health`)).status).toBe(200);
  const text = lines.map(([, line]) => line).join('\n');
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^\d{4}-/m);
  expect(text).toContain(`kid="${identityKey}"`);
  expect(lines.filter(([level]) => level === 'error')).toEqual([]);
});

test('keeps its node and its key over a restart on other ports', async () => {
  const first = await start();
  await first.stop();
  await first.stop();
  expect(runningProcess(first.pid)).toBeUndefined();
  lines = [];
  const second = await start();
  expect(second.identityKey).toBe(first.identityKey);
  expect(lines.map(([, line]) => line).join('\n')).toContain('join the provisioned cluster');
});

test('refuses a folder that a live process runs', async () => {
  const { adminUrl } = await start();
  const second = startRestate({ dataDir, ports: await freePorts(), onLog: () => undefined });
  await expect(second).rejects.toThrow(DataDirInUseError);
  expect((await fetch(`${adminUrl}/health`)).status).toBe(200);
});

test('tells which of its ports is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const admin = typeof address === 'object' && address ? address.port : 0;
  const failed = start({ ...(await freePorts()), admin });
  await expect(failed).rejects.toMatchObject({ port: admin, setting: 'restate.ports.admin' });
  server.close();
});
