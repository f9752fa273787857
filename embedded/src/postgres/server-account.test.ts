import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { closedFolder } from './server-account.js';

const STRANGER = 4_000_000;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('finds the folder on the way that another user may not enter', () => {
  const home = path.join(folder.path, 'home');
  const target = path.join(home, 'checkout', 'postgres');
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, '');
  expect(closedFolder(target, STRANGER, STRANGER)).toBeUndefined();
  chmodSync(home, 0o700);
  expect(closedFolder(target, STRANGER, STRANGER)).toBe(home);
  expect(closedFolder(target, process.getuid?.() ?? 0, STRANGER)).toBeUndefined();
});
