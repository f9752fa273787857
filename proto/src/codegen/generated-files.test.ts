import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generatedEventFiles } from './generated-files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const filesBelow = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );

const buf = (...args: string[]): string => {
  const binaries = [
    join(root, 'node_modules/.bin'),
    join(root, '../node_modules/.bin'),
    process.env.PATH,
  ];
  return execFileSync('buf', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: binaries.join(delimiter) },
  });
};

/** When one of these fails, the sources were changed without `npm run generate`. */
describe('the committed generated files', () => {
  let fresh: string;
  beforeAll(() => {
    fresh = mkdtempSync(join(tmpdir(), 'promenade-proto-'));
  });
  afterAll(() => rmSync(fresh, { recursive: true }));

  it('are what events/*.avsc give', () => {
    expect(filesBelow(join(root, 'src/events/gen'))).toEqual(
      new Map([...generatedEventFiles(root)].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
  });

  it('are what the .proto files give', () => {
    buf('generate', '--output', fresh);
    expect(filesBelow(join(root, 'src/gen'))).toEqual(filesBelow(join(fresh, 'src/gen')));
  });

  it('hold the descriptors of the .proto files', () => {
    const file = join(fresh, 'descriptors.binpb');
    buf('build', '--as-file-descriptor-set', '--exclude-source-info', '-o', file);
    expect(readFileSync(join(root, 'gen/descriptors.binpb')).equals(readFileSync(file))).toBe(true);
  });
});

describe('the gRPC contracts', () => {
  it('pass buf lint', () => {
    expect(buf('lint')).toBe('');
  });

  it('break nobody who was built with the last release', () => {
    expect(buf('breaking', '--against', 'released/rpc')).toBe('');
  });
});
