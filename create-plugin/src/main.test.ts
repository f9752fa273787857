import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { main } from './main.js';

let folder: string;
let said: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'promenade-create-')), 'vip-lounge');
  said = '';
  const listen = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(listen);
  jest.spyOn(process.stderr, 'write').mockImplementation(listen);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(join(folder, '..'), { recursive: true });
});

const locale = (language: string) =>
  JSON.parse(readFileSync(join(folder, 'locales', `${language}.json`), 'utf8')) as {
    plugin: { name: string };
  };

test('takes id and titles from the folder where nothing is said, and tells what comes next', async () => {
  expect(await main([folder, '--yes'])).toBe(0);
  expect(said).toMatch(/promenade-plugin-vip-lounge: \d+ files in .*\n[^]*npm install\n/);
  for (const language of ['en', 'ar', 'he']) {
    expect(locale(language).plugin.name).toBe('Vip lounge');
  }
});

test('takes what is said', async () => {
  const titles = ['--title', 'The lounge', '--title-ar', 'الصالة', '--title-he', 'הטרקלין'];
  expect(await main([folder, '--yes', '--id', 'lounge', '--scope', 'acme', ...titles])).toBe(0);
  expect(said).toContain('@acme/promenade-plugin-lounge');
  expect(locale('he').plugin.name).toBe('הטרקלין');
});

test.each([
  [[], 'Name a folder.'],
  [['a', 'b'], 'Name one folder, not 2.'],
  [['--colour', 'red'], `Unknown option '--colour'`],
  [['FOLDER', '--id', 'Lounge'], `The id 'Lounge' is not kebab-case`],
  [['FOLDER', '--id', 'inbox'], `'inbox' is taken by Promenade itself: choose another id.`],
  [['FOLDER', '--title', ' '], 'A title is one line'],
  [['FOLDER', '--scope', '@a/b'], `The scope '@a/b' is none of npm's`],
])('refuses %j and writes nothing', async (args, why) => {
  expect(await main([...args.map((arg) => (arg === 'FOLDER' ? folder : arg)), '--yes'])).toBe(1);
  expect(said).toContain(why);
  expect(existsSync(folder)).toBe(false);
});

test('refuses the folder that it has filled before', async () => {
  await main([folder, '--yes']);
  expect(await main([folder, '--yes'])).toBe(1);
  expect(said).toContain('is not empty');
});

test('shows its options', async () => {
  expect(await main(['--help'])).toBe(0);
  expect(said).toContain('npm create @promenade/plugin <folder>');
});
