import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { stopOrphan } from './orphan.js';
import { runningProcess } from './process-identity.js';
import { readServiceRecord, writeServiceRecord } from './service-record.js';

let folder: ReturnType<typeof temporaryFolder>;
let child: ChildProcess;
let pid: number;
beforeEach(() => {
  folder = temporaryFolder();
  child = spawn('sleep', ['60'], { stdio: 'ignore' });
  pid = child.pid ?? 0;
});
afterEach(() => {
  child.kill('SIGKILL');
  folder.remove();
});

function record(changes: { startedAt?: string; executable?: string } = {}): void {
  const startedAt = runningProcess(pid)?.startedAt ?? '';
  writeServiceRecord(folder.path, {
    pid,
    startedAt,
    executable: 'sleep',
    stopSignal: 'SIGTERM',
    ...changes,
  });
}

test('stops the recorded process and forgets it', async () => {
  record();
  await expect(stopOrphan(folder.path)).resolves.toBe(pid);
  expect(runningProcess(pid)).toBeUndefined();
  expect(readServiceRecord(folder.path)).toBeUndefined();
});

test('kills one that does not heed the signal', async () => {
  child.kill('SIGSTOP');
  record();
  await expect(stopOrphan(folder.path, 100)).resolves.toBe(pid);
  expect(runningProcess(pid)).toBeUndefined();
});

test.each([
  ['started at another time', { startedAt: 'before the last boot' }],
  ['is another program', { executable: 'postgres' }],
])('never touches a process of that pid that %s', async (_name, changes) => {
  record(changes);
  await expect(stopOrphan(folder.path)).resolves.toBeUndefined();
  expect(runningProcess(pid)).toBeDefined();
});

test('does nothing without a record or with a damaged one', async () => {
  await expect(stopOrphan(folder.path)).resolves.toBeUndefined();
  writeFileSync(path.join(folder.path, 'service.json'), '{"pid": "1"}');
  await expect(stopOrphan(folder.path)).resolves.toBeUndefined();
});
