import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { isRunning, ownIdentity, parsePs, runningProcess } from './process-identity.js';

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

test.each([
  ['Sat Nov  1 08:36:00 2026 Ss   /bin/postgres -D /data\n', 'Sat Nov 1 08:36:00 2026'],
  ['  Fri Nov 21 09:06:26 2026     S+    /bin/postgres -D /data \n', 'Fri Nov 21 09:06:26 2026'],
])('reads what ps says: %j', (output, startedAt) => {
  expect(parsePs(7, output)).toEqual({ pid: 7, startedAt, command: '/bin/postgres -D /data' });
});

test.each(['', 'Fri Nov 21 09:06:26 2026 Z    [postgres] <defunct>'])(
  'reads no running process from %j',
  (output) => {
    expect(parsePs(7, output)).toBeUndefined();
  },
);
