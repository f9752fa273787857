import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { layoutOf } from './layout.mjs';
import { startOf, writeRecord } from './process-record.mjs';
import { up } from './up.mjs';

let folder;
let server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-up-'));
  server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test('reports which service cannot be had, why, and what helps', async () => {
  const { port } = server.address();
  const layout = {
    ...layoutOf({ PROMENADE_SERVICES_DIR: folder }),
    port: () => port,
    address: (name) => `${name}:${port}`,
  };
  writeRecord(layout.record('kafka'), {
    by: 'system',
    pid: process.pid,
    started: await startOf(process.pid),
  });
  const service = (name) => ({ name, url: () => name, probe: async () => '4.3.1' });
  const report = join(folder, 'report.json');
  const said = [];
  const areUp = await up([service('kafka'), service('registry')], layout, {
    docker: false,
    report,
    say: (line) => said.push(line),
  });
  expect(areUp).toBe(false);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual([
    { name: 'kafka', address: `kafka:${port}`, version: '4.3.1', seconds: 0, was: 'up' },
    {
      name: 'registry',
      address: `registry:${port}`,
      reason: `something else listens on registry:${port}`,
      cure: expect.stringContaining('PROMENADE_SERVICES_PORT_OFFSET'),
    },
  ]);
  expect(said.join('\n')).toContain('Cure: stop it');
});
