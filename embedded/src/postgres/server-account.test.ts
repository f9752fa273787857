import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { closedFolder, serverAccount } from './server-account.js';

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

test('lets the account find a program in a folder that only root may enter', () => {
  const home = path.join(folder.path, 'home');
  const program = path.join(home, 'program');
  mkdirSync(home);
  writeFileSync(program, '', { mode: 0o755 });
  chmodSync(home, 0o700);
  const { prefix, spawnAs } = serverAccount(path.join(home, 'cluster'), [program]);
  // With access(), as PostgreSQL's programs ask; a shell asks in another way.
  const ask = 'fs.accessSync(process.argv[1], fs.constants.X_OK)';
  const [command, ...args] = [...prefix, process.execPath, '--eval', ask, program];
  expect(spawnSync(command ?? '', args, { cwd: '/', ...spawnAs }).status).toBe(0);
});
