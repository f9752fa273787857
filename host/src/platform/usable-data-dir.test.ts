import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { assertUsableDataDir } from './usable-data-dir.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('makes the folder, and leaves nothing in it', () => {
  const dataDir = join(folder, 'a', 'b');
  assertUsableDataDir(dataDir);
  assertUsableDataDir(dataDir);
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([['file'], ['file', 'below', 'it']])('refuses a file: %s', (...path) => {
  writeFileSync(join(folder, 'file'), '');
  const dataDir = join(folder, ...path);
  expect(() => assertUsableDataDir(dataDir)).toThrow(
    expect.objectContaining({
      message: `the data folder ${dataDir} cannot be used: a file is in its place`,
      cure: expect.stringContaining('--data-dir'),
    }),
  );
});

// Where there is no /proc, nobody may make it.
test.each(['/proc/x', '/proc/x/y', '/proc'])('comes back from %s', (dataDir) => {
  expect(() => assertUsableDataDir(dataDir)).toThrow(`the data folder ${dataDir} cannot be used`);
});
