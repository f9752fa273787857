import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../run-cli.js';

// The package of the migrations belongs to the core; a plugin from outside brings its own.
const migrations = createRequire(
  join(import.meta.dirname, '../../../../core/package.json'),
).resolve('@mikro-orm/migrations');

const pluginText = (id: string, up: string, down: string, more = ''): string => `
import { Migration } from '${pathToFileURL(migrations).href}';
class Notes001 extends Migration {
  up() { this.addSql(\`${up}\`); }
  ${down === '' ? '' : `down() { this.addSql(\`${down}\`); }`}
}
export default {
  $$type: 'promenade/plugin',
  contract: 1,
  spec: {
    id: '${id}', version: '1.0.0', host: '*', enablement: 'opt-in', ${more}
    contributes: { migrations: { schema: '${id}', list: [Notes001] } },
  },
};`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-check-'));
  const plugins = {
    sound: pluginText('sound', 'create table sound.note (id int)', 'drop table sound.note'),
    upper: pluginText(
      'upper',
      'create table upper.note (id int)',
      'drop table upper.note',
      `dependsOn: { required: ['sound'] },`,
    ),
    prying: pluginText('prying', 'drop table promenade.outbox', ''),
    stuck: pluginText('stuck', 'create table stuck.note (id int)', 'select 1'),
    shared: pluginText(
      'shared',
      'create table shared.note (merchant_id uuid)',
      'drop table shared.note',
    ),
  };
  for (const [name, text] of Object.entries(plugins)) {
    writeFileSync(join(folder, `${name}.mjs`), text);
  }
  writeFileSync(
    join(folder, 'promenade.config.json'),
    JSON.stringify({ plugins: ['./upper.mjs', './sound.mjs'] }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = async (...args: readonly string[]) => {
  const written = { out: '', err: '' };
  const exitCode = await runCli(['plugins', 'check', ...args], {
    environment: {},
    folder,
    isTerminal: false,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return { exitCode, ...written };
};

test('checks the plugins of the configuration', async () => {
  expect(await check()).toEqual({
    exitCode: 0,
    out: '2 plugins conform: sound 1.0.0, upper 1.0.0\n',
    err: '',
  });
});

test('checks the plugins that are named, and tells every fault', async () => {
  expect(await check('./sound.mjs')).toMatchObject({
    exitCode: 0,
    out: '1 plugin conforms: sound 1.0.0\n',
  });
  const { exitCode, out, err } = await check('./upper.mjs', './prying.mjs');
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toContain("upper: it requires the plugin 'sound', which is not installed");
  expect(err).toContain("prying: its migration 'Notes001' cannot be reverted");
  expect(err).toContain(
    "prying: its migration 'Notes001' names promenade.outbox, which is outside of its schema 'prying'",
  );
});

test('rehearses migrations on a database that is there for nothing else', async () => {
  expect(await check('--rehearse')).toMatchObject({
    exitCode: 0,
    out: '2 plugins conform: sound 1.0.0, upper 1.0.0\n',
  });
  const { exitCode, err } = await check('--rehearse', './stuck.mjs', './shared.mjs');
  expect(exitCode).toBe(1);
  expect(err).toContain("stuck: its migrations leave behind, after 'down': table stuck.note");
  expect(err).toContain(
    'shared: its table shared.note has merchant_id and no forced row-level security',
  );
});
