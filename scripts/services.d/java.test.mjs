import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { installed } from './java.mjs';

const folder = mkdtempSync(join(tmpdir(), 'promenade-jvm-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('finds each Java among what else Debian puts beside it', () => {
  const bin = join(folder, 'java-21', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'java'), '');
  chmodSync(join(bin, 'java'), 0o755);
  // Documentation alone, and the list of programs that the alternatives are made of.
  mkdirSync(join(folder, 'openjdk-17'));
  writeFileSync(join(folder, '.java-21.jinfo'), 'name=java-21');
  expect(installed(folder)).toEqual([join(bin, 'java')]);
  expect(installed(join(folder, 'nowhere'))).toEqual([]);
});
