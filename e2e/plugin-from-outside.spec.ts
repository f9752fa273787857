import { rename, rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Outside, type PackedPackage, RegistryUnreachable } from './support/outside.js';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';

const id = 'vip-lounge';
const packageName = `@acme/promenade-plugin-${id}`;
const shipped = ['platform', 'scheduling', 'campaign-vip', 'promotions', 'inbox', 'dispatch'].map(
  (plugin) => `@promenade/plugin-${plugin}`,
);
const api = `/api/${id}/v1/milestones`;
const page = `/admin/${id}`;

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.describe('a plugin that is made, built and installed without the repository', () => {
  let outside: Outside;
  let packages: readonly PackedPackage[];
  let platform: Platform;

  test.beforeAll(async () => {
    outside = await Outside.create();
    packages = await outside.pack();
  });
  test.afterAll(async () => {
    await platform?.remove();
    await outside?.remove();
  });

  test('the packages carry what runs, their licence, and no tests', () => {
    for (const { name, files } of packages) {
      expect(files, name).toContain('LICENSE');
      expect(files, name).toContain('package.json');
      const unwanted = files.filter(
        (file) => /\.test\.|\.map$|tsbuildinfo|\.snap$/.test(file) && !file.startsWith('template/'),
      );
      expect(unwanted, name).toEqual([]);
    }
    const filesOf = (name: string) => packages.find((each) => each.name === name)?.files;
    expect(filesOf('@promenade/core')).toEqual(
      expect.arrayContaining([
        'dist/index.js',
        'dist/index.d.ts',
        'jest/preset.mjs',
        'locales/he.json',
      ]),
    );
    expect(filesOf('@promenade/embedded')).toContain('assets/login.css');
    expect(filesOf('@promenade/portal')).toEqual(
      expect.arrayContaining(['build/dist/build-portal.js', 'index.html', 'src/main.tsx']),
    );
    expect(filesOf('@promenade/plugin-inbox')).toContain('locales/ar.json');
    expect(filesOf('@promenade/create-plugin')).toContain('template/_gitignore');
  });

  test('a generated plugin passes its own build and tests, and is installed from its tarball', async () => {
    // Most of it is npm's, and a slow disk makes it slower.
    test.setTimeout(600_000);
    try {
      await makePlugin();
      await outside.install('plugin');
      await outside.npm('plugin', 'run', 'build');
      const tested = await outside.npm('plugin', 'test');
      expect(tested).toMatch(/Test Suites: 3 passed, 3 total/);
      await outside.npm('plugin', 'pack', '--pack-destination', outside.folder);
      await writeInstallation();
      // npm keeps of it what the installation needs, in a fraction of the time.
      await rename(
        outside.path('plugin', 'node_modules'),
        outside.path('installation', 'node_modules'),
      );
      // What runs must not need the folder in which it was made.
      await rm(outside.path('plugin'), { recursive: true });
      await outside.install('installation');
    } catch (error) {
      if (!(error instanceof RegistryUnreachable) || process.env.CI === 'true') throw error;
      test.skip(true, `${error.message}\nConnect to npm's registry and run it again.`);
    }
    platform = await Platform.create({}, outside.path('installation'));
    await platform.start('--demo');
  });

  test('its page is in the portal, titled in the language of whoever reads', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin);
    await admin.page.getByRole('link', { name: 'Customer milestones' }).click();
    await expect(admin.page).toHaveURL(new RegExp(`${page}$`));
    await expect(admin.page.getByRole('heading', { level: 1 })).toHaveText('Customer milestones');
    await admin.page.getByRole('button', { name: 'New milestone' }).click();
    await admin.page.getByRole('textbox', { name: 'Milestone' }).fill('First thousand');
    await admin.page.getByRole('textbox', { name: 'Customers' }).fill('1000');
    await admin.page.getByRole('button', { name: 'Set milestone' }).click();
    await expect(admin.page.getByText('“First thousand” is set.')).toBeVisible();
    // The demo's customers came by events.
    await expect(async () => {
      await admin.page.reload();
      const row = admin.page.getByRole('row', { name: /First thousand/ });
      await expect(row).toContainText('100%', { timeout: 1_000 });
    }).toPass();
    await admin.expectAccessible();
    await admin.screenshot('plugin-from-outside-en');
    await admin.close();

    const hebrew = await Portal.signIn(browser, platform.url, people.admin, {
      language: 'he',
      path: page,
    });
    await expect(hebrew.page.getByRole('heading', { level: 1 })).toHaveText('אבני דרך של לקוחות');
    await expect(hebrew.page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(hebrew.page.getByText('First thousand')).toBeVisible();
    await hebrew.expectAccessible();
    await hebrew.screenshot('plugin-from-outside-he');
    await hebrew.close();
  });

  test('a merchant switches it off, page and API with it, and on again with its data', async ({
    browser,
  }) => {
    const titles = async (token: string): Promise<unknown[]> => {
      const { items } = await platform.api<{ items: { title: string }[] }>('GET', api, token);
      return items.map(({ title }) => title);
    };
    await platform.cli('plugins', 'enable', id, '--merchant', 'globex');
    const globex = await platform.token('merchant-admin', 'gina', 'globex');
    const body = JSON.stringify({ title: 'First of Globex', customers: 1 });
    await platform.api('POST', api, globex, { body });
    const acme = await platform.token('merchant-admin', 'dana');
    expect(await titles(acme)).toEqual(['First thousand']);

    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/plugins',
    });
    const lounge = admin.page.getByRole('switch', { name: 'The VIP lounge' });
    await expect(lounge).toBeChecked();
    await lounge.click();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await expect(admin.page.getByText('The VIP lounge is off.')).toBeVisible();
    await expect(admin.page.getByRole('link', { name: 'Customer milestones' })).toHaveCount(0);
    await expect(titles(acme)).rejects.toThrow(/404 .*plugin-not-enabled/);
    expect(await titles(globex)).toEqual(['First of Globex']);

    const viewer = await Portal.signIn(browser, platform.url, people.viewer, { path: page });
    await expect(viewer.page.getByRole('heading', { name: 'Page not found' })).toBeVisible();

    await lounge.click();
    await expect(admin.page.getByText('The VIP lounge is on.')).toBeVisible();
    expect(await titles(acme)).toEqual(['First thousand']);
    await viewer.page.reload();
    await expect(viewer.page.getByRole('row', { name: /First thousand/ })).toBeVisible();
    await expect(viewer.page.getByRole('button', { name: 'New milestone' })).toHaveCount(0);
    await admin.close();
    await viewer.close();

    const other = await Portal.signIn(browser, platform.url, people.globex, { path: page });
    await expect(other.page.getByRole('row', { name: /First of Globex/ })).toBeVisible();
    await expect(other.page.getByText('First thousand')).toHaveCount(0);
    await other.close();
  });

  /** What `npm create @promenade/plugin` does, with the tarball for the registry's package. */
  const makePlugin = async (): Promise<void> => {
    const maker = packages.find(({ name }) => name === '@promenade/create-plugin');
    if (!maker) throw new Error('@promenade/create-plugin was not packed');
    const titles = ['--title', 'The VIP lounge', '--title-ar', 'صالة كبار العملاء'];
    const names = ['--id', id, '--scope', '@acme', ...titles, '--title-he', 'טרקלין האח״מים'];
    const from = ['--yes', '--prefer-offline', '--package', outside.tarball(maker)];
    await outside.npm('.', 'exec', ...from, '--', 'create-plugin', 'plugin', ...names);
  };

  const writeInstallation = async (): Promise<void> => {
    const plugin = `file:${outside.path(`acme-promenade-plugin-${id}-0.1.0.tgz`)}`;
    const ours = ['@promenade/core', '@promenade/host', '@promenade/proto', ...shipped];
    await outside.writeJson('installation/package.json', {
      name: 'installation',
      private: true,
      type: 'module',
      dependencies: {
        [packageName]: plugin,
        ...Object.fromEntries(ours.map((name) => [name, '0.1.0'])),
      },
      overrides: { react: '18.3.1', 'react-dom': '18.3.1' },
    });
    await outside.writeJson('installation/promenade.config.json', {
      plugins: [...shipped, packageName],
    });
  };
});
