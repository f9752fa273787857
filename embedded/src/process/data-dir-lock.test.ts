import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { DataDirInUseError, lockDataDir } from './data-dir-lock.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const lockFile = () => path.join(folder.path, 'owner.lock');

test('refuses a second holder while the first one lives', () => {
  const lock = lockDataDir(folder.path);
  expect(() => lockDataDir(folder.path)).toThrow(DataDirInUseError);
  expect(() => lockDataDir(folder.path)).toThrow(/in use by this process itself/);
  lock.release();
  lockDataDir(folder.path).release();
  expect(readdirSync(folder.path)).toEqual([]);
});

test.each([
  ['of a dead holder', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
  ['of a holder whose pid is re-used', JSON.stringify({ pid: process.pid, startedAt: 'before' })],
  ['that is damaged', '{"pid":'],
  ['that is no object', 'null'],
])('takes over a lock %s', (_name, content) => {
  writeFileSync(lockFile(), content);
  const lock = lockDataDir(folder.path);
  expect(readFileSync(lockFile(), 'utf8')).toContain(String(process.pid));
  lock.release();
  expect(existsSync(lockFile())).toBe(false);
});

test('leaves a lock alone that is not its own any more', () => {
  const lock = lockDataDir(folder.path);
  writeFileSync(lockFile(), 'of another one');
  lock.release();
  expect(existsSync(lockFile())).toBe(true);
});

test('makes the folder', () => {
  lockDataDir(path.join(folder.path, 'a', 'b')).release();
  expect(existsSync(path.join(folder.path, 'a', 'b'))).toBe(true);
});
