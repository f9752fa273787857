import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fromPs, isRunning, ownIdentity, runningProcess } from './process-identity.js';

test('knows this process, with its command line', () => {
  expect(isRunning(ownIdentity())).toBe(true);
  expect(runningProcess(process.pid)?.command).toContain('node');
});

test('tells a process from another one of the same pid', () => {
  expect(isRunning({ pid: process.pid, startedAt: 'at another time' })).toBe(false);
});

test('a process that has ended does not run', async () => {
  const child = spawn('sleep', ['60']);
  const identity = runningProcess(child.pid ?? 0);
  expect(identity).toBeDefined();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity && isRunning(identity)).toBe(false);
});

test('takes nothing but positive whole numbers for a pid', () => {
  for (const pid of [0, -1, 1.5, Number.NaN]) expect(runningProcess(pid)).toBeUndefined();
});

const hasPs = ['/bin/ps', '/usr/bin/ps'].some((file) => existsSync(file));

(hasPs ? test : test.skip)('reads the same from ps as from /proc', () => {
  const read = fromPs(process.pid);
  expect(read?.command.split(' ')[0]).toBe(runningProcess(process.pid)?.command.split(' ')[0]);
  expect(read?.startedAt).toMatch(/^\w{3} \w{3} \d+ [\d:]{8} \d{4}$/);
  expect(fromPs(process.pid)?.startedAt).toBe(read?.startedAt);
  expect(fromPs(2 ** 22 + 1)).toBeUndefined();
});
