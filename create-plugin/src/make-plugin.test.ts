import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makePlugin } from './make-plugin.js';
import { namesOf, templateNames } from './names.js';

const names = namesOf({
  id: 'vip-lounge',
  scope: '@acme',
  titles: { en: 'The "VIP" lounge', ar: 'صالة كبار العملاء', he: 'טרקלין' },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-create-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const json = (path: string) => JSON.parse(read(path)) as Record<string, unknown>;

describe('makePlugin', () => {
  test('writes the template under the new names, and nothing under the old', () => {
    const files = makePlugin(folder, names);
    const old = [
      templateNames.id,
      templateNames.schema,
      templateNames.packageName,
      ...Object.values(templateNames.titles),
    ];
    for (const file of files) {
      for (const name of old) expect(`${file}: ${read(file)}`).not.toContain(name);
    }
    expect(json('package.json')).toMatchObject({ name: '@acme/promenade-plugin-vip-lounge' });
    expect(json('locales/en.json')).toMatchObject({ plugin: { name: 'The "VIP" lounge' } });
    expect(json('locales/he.json')).toMatchObject({ plugin: { name: 'טרקלין' } });
    expect(read('src/plugin.ts')).toContain(`schema: 'vip_lounge'`);
    expect(read('promenade.config.json')).toContain('"@acme/promenade-plugin-vip-lounge"');
  });

  test('writes every file, and .gitignore under its own name', () => {
    const files = makePlugin(folder, names);
    expect(files).toContain('.gitignore');
    expect(files.filter((file) => /(^|[\\/])(dist|node_modules)[\\/]/.test(file))).toEqual([]);
    const written = readdirSync(folder, { recursive: true, withFileTypes: true });
    expect(written.filter((entry) => entry.isFile())).toHaveLength(files.length);
  });

  test('leaves a folder alone that is not empty, but for a repository without files', () => {
    writeFileSync(join(folder, '.git'), '');
    expect(makePlugin(folder, names)).not.toEqual([]);
    expect(() => makePlugin(folder, names)).toThrow(/is not empty \(.*…\): name a folder/);
    expect(() => makePlugin(join(folder, '.git'), names)).toThrow('is a file');
  });

  test('makes a folder that is not there', () => {
    makePlugin(join(folder, 'deep', 'er'), names);
    expect(existsSync(join(folder, 'deep', 'er', 'package.json'))).toBe(true);
  });
});
