import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PluginFaultsError } from '@promenade/core';
import { loadPlugins } from './load-plugins.js';
import { portalSources } from './portal-sources.js';

let folder: string;

const plugin = (spec: object): string =>
  `export default { $$type: 'promenade/plugin', contract: 1, spec: ${JSON.stringify(spec)} };`;

const addPackage = (name: string, entry: string | undefined): void => {
  const dir = join(folder, 'node_modules', name);
  mkdirSync(join(dir, 'dist'), { recursive: true });
  writeFileSync(
    join(dir, 'package.json'),
    JSON.stringify({
      name,
      type: 'module',
      exports: { '.': './dist/plugin.mjs', './package.json': './package.json' },
    }),
  );
  if (entry !== undefined) writeFileSync(join(dir, 'dist', 'plugin.mjs'), entry);
};

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'promenade-plugins-')));
  addPackage('good', plugin({ id: 'good', version: '1.0.0', host: '*', enablement: 'always' }));
  addPackage(
    'paged',
    plugin({ id: 'paged', contributes: { portal: { package: 'paged-portal' } } }),
  );
  addPackage('paged-portal', '');
  mkdirSync(join(folder, 'node_modules', 'paged', 'locales'));
  addPackage('lost', plugin({ id: 'lost', contributes: { portal: { package: 'nowhere' } } }));
  addPackage('throws', "throw new Error('no luck');");
  addPackage('other', 'export default { id: 1 };');
  addPackage('unbuilt', undefined);
});
afterAll(() => rmSync(folder, { recursive: true }));

const faultsOf = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    if (error instanceof PluginFaultsError) return error.faults;
    throw error;
  }
  return [];
};

describe('loading plugins', () => {
  test('resolves packages and paths from the folder', async () => {
    const loaded = await loadPlugins(['good', './node_modules/paged/dist/plugin.mjs'], folder);
    expect(loaded.map(({ plugin: { spec } }) => spec.id)).toEqual(['good', 'paged']);
    expect(loaded[0]?.packageDir).toBe(join(folder, 'node_modules', 'good'));
  });

  test('tells every package that cannot be loaded, with its cure', async () => {
    const names = ['absent', './absent.mjs', 'unbuilt', 'throws', 'other', 'good'];
    expect(await faultsOf(() => loadPlugins(names, folder))).toEqual([
      {
        plugin: 'absent',
        cause: `it cannot be found from ${folder}`,
        cure: "run 'npm install absent' there, or correct the name in the list of plugins",
      },
      {
        plugin: './absent.mjs',
        cause: `it cannot be found from ${folder}`,
        cure: 'correct the path in the list of plugins',
      },
      {
        plugin: 'unbuilt',
        cause: expect.stringContaining('does not exist'),
        cure: "build the plugin first ('npm run build')",
      },
      {
        plugin: 'throws',
        cause: expect.stringContaining('no luck'),
        cure: 'correct or reinstall the plugin',
      },
      {
        plugin: 'other',
        cause: expect.stringContaining('is no plugin of this contract'),
        cure: expect.stringContaining('export default definePlugin'),
      },
    ]);
  });
});

describe('what the portal is built from', () => {
  test('pages and texts of each plugin; a plugin with neither is left out', async () => {
    const modules = join(folder, 'node_modules');
    expect(portalSources(await loadPlugins(['good', 'paged'], folder))).toEqual([
      {
        pluginId: 'paged',
        packageDir: join(modules, 'paged-portal'),
        localesDir: join(modules, 'paged', 'locales'),
      },
    ]);
  });

  test('a portal package and texts that are not there', async () => {
    const plugins = await loadPlugins(['lost'], folder);
    expect(await faultsOf(() => portalSources(plugins))).toEqual([
      expect.objectContaining({ plugin: 'lost', cure: "install 'nowhere'" }),
      expect.objectContaining({ plugin: 'lost', cure: 'put en.json, ar.json and he.json there' }),
    ]);
  });
});
