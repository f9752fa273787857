import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CSP_NONCE_PLACEHOLDER, type PortalPluginSource, portalIsStale } from './build-portal.js';

const LOADER = new URL('../../scripts/typescript/register.mjs', import.meta.url).href;

/** Builds in a process of its own: the bundler is native and refuses objects of Jest's sandbox. */
async function buildPortal(plugins: PortalPluginSource[]): Promise<string> {
  const script = `
    import { buildPortal } from '@promenade/portal/build';
    const { plugins, outDir } = JSON.parse(process.env.PORTAL_OPTIONS);
    await buildPortal({ plugins, outDir, onLog: (message) => console.log(message) });
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', LOADER, '--input-type=module', '--eval', script],
    { env: { ...process.env, PORTAL_OPTIONS: JSON.stringify({ plugins, outDir }) } },
  );
  return stdout;
}

let folder: string;
let outDir: string;
let coupons: PortalPluginSource;

/** A plugin as an outsider writes it: in a folder of its own, with nothing installed beside it. */
function writePlugin(pluginId: string, source: string): PortalPluginSource {
  const packageDir = join(folder, 'node_modules', `${pluginId}-portal`);
  const localesDir = join(folder, 'node_modules', pluginId, 'locales');
  mkdirSync(join(packageDir, 'src'), { recursive: true });
  mkdirSync(localesDir, { recursive: true });
  writeFileSync(
    join(packageDir, 'package.json'),
    JSON.stringify({ name: `${pluginId}-portal`, version: '1.0.0', exports: './src/plugin.tsx' }),
  );
  writeFileSync(join(packageDir, 'src', 'plugin.tsx'), source);
  writeFileSync(join(localesDir, 'en.json'), '{"pages":{"coupons":"Coupons of an outsider"}}');
  return { pluginId, packageDir, localesDir };
}

const SOURCE = `
import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import { Page } from '@promenade/portal-kit';
const root = createRouteRef({ id: 'coupons' });
export const plugin = createPlugin({ id: 'coupons', routes: { root } });
const CouponsPage = () => <Page title="marker-of-the-coupons-page">{null}</Page>;
export const pages = {
  '/coupons': plugin.provide(createRoutableExtension({
    name: 'CouponsPage', component: async () => CouponsPage, mountPoint: root,
  })),
};
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-portal-build-'));
  outDir = join(folder, 'dist');
  coupons = writePlugin('coupons', SOURCE);
});

afterAll(() => rmSync(folder, { recursive: true }));

const assets = () =>
  readdirSync(join(outDir, 'assets')).map((name) => ({
    name,
    text: readFileSync(join(outDir, 'assets', name), 'utf8'),
  }));

describe('buildPortal', () => {
  test('builds a plugin from outside of the repository into files of its own', async () => {
    expect(portalIsStale({ plugins: [coupons], outDir })).toBe(true);
    const logged = await buildPortal([coupons]);

    const page = readFileSync(join(outDir, 'index.html'), 'utf8');
    expect(page).toContain(CSP_NONCE_PLACEHOLDER);
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
    expect(page).not.toMatch(/https?:\/\//);
    const withPage = assets().filter(({ text }) => text.includes('marker-of-the-coupons-page'));
    const withTexts = assets().filter(({ text }) => text.includes('Coupons of an outsider'));
    expect([withPage.length, withTexts.length]).toEqual([1, 1]);
    expect(withPage[0]?.name).not.toBe(withTexts[0]?.name);
    expect(page).not.toContain(withPage[0]?.name);
    expect(logged).toContain('built in');
  });

  test('one copy of React serves shell and plugin', () => {
    const copies = assets().filter(({ text }) => text.includes('Symbol.for(`react.element`)'));
    const hooks = copies.filter(({ text }) => text.includes('useInsertionEffect='));
    expect(hooks).toHaveLength(1);
  });

  test('is fresh until the plugin list or a source changes', () => {
    expect(portalIsStale({ plugins: [coupons], outDir })).toBe(false);
    expect(portalIsStale({ plugins: [], outDir })).toBe(true);
    writeFileSync(join(coupons.localesDir, 'ar.json'), '{"pages":{"coupons":"قسائم"}}');
    expect(portalIsStale({ plugins: [coupons], outDir })).toBe(true);
  });

  test('a package without an entry is refused by its folder', async () => {
    const broken = writePlugin('broken', '');
    writeFileSync(join(broken.packageDir ?? '', 'package.json'), '{"name":"broken-portal"}');
    await expect(buildPortal([broken])).rejects.toThrow(/broken-portal.*has no entry/);
  });
});
