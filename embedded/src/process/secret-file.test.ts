import { chmodSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { keptSecret, randomPassword } from './secret-file.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('is made once, for its owner alone', async () => {
  const file = path.join(folder.path, 'new', 'secret');
  const first = await keptSecret(file, randomPassword);
  expect(await keptSecret(file, randomPassword)).toBe(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('is one and the same for two that make it at once', async () => {
  const file = path.join(folder.path, 'secret');
  const both = await Promise.all([
    keptSecret(file, randomPassword),
    keptSecret(file, randomPassword),
  ]);
  expect(new Set(both).size).toBe(1);
  expect(readdirSync(folder.path)).toEqual(['secret']);
});

test('gets its mode put right', async () => {
  const file = path.join(folder.path, 'secret');
  await keptSecret(file, randomPassword);
  chmodSync(file, 0o644);
  await keptSecret(file, randomPassword);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
