import { expect, test } from '@playwright/test';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';

const path = '/api/platform/v1/plugins/scheduling/settings';

interface Settings {
  revision: number;
  chosen: Record<string, unknown>;
}

test.describe('settings of a plugin', () => {
  let platform: Platform;

  test.beforeAll(async () => {
    platform = await Platform.create();
    await platform.start('--demo');
  });
  test.afterAll(() => platform.remove());

  const read = async (): Promise<Settings> =>
    platform.api('GET', path, await platform.token('merchant-admin', 'dana'));
  const change = async (changes: object): Promise<Settings> =>
    platform.api('PATCH', path, await platform.token('merchant-admin', 'dana'), {
      headers: { 'if-match': `"${(await read()).revision}"` },
      body: JSON.stringify(changes),
    });
  const open = async (portal: Portal, plugin = 'Event calendar') => {
    await portal.page.goto('/admin/plugins');
    await portal.page.getByRole('button', { name: `Settings: ${plugin}` }).click();
    const panel = portal.page.getByRole('dialog', { name: `Settings: ${plugin}` });
    await expect(panel.getByRole('button', { name: 'Save settings' })).toBeVisible();
    return panel;
  };

  test('what an admin sets is what a new event starts with', async ({ browser }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/plugins',
    });
    const { page } = admin;
    const panel = await open(admin);
    await expect(panel.getByRole('textbox', { name: 'Default dispatch time' })).toHaveValue(
      '09:00',
    );
    await expect(panel.getByText('This is the default.')).toHaveCount(2);
    await panel.getByRole('textbox', { name: 'Default dispatch time' }).fill('18:30');
    await panel.getByRole('textbox', { name: 'Default time zone' }).fill('Riyadh');
    await page.getByRole('option', { name: 'Asia/Riyadh' }).click();
    await expect(panel.getByText('Default: 9:00 AM')).toBeVisible();
    await admin.expectAccessible();
    await admin.screenshot('settings-chosen-en');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText('The settings of Event calendar were saved.')).toBeVisible();
    expect((await read()).chosen).toEqual({
      default_dispatch_time: '18:30',
      default_timezone: 'Asia/Riyadh',
    });

    await page.goto('/admin/event-calendar');
    await page.getByRole('button', { name: 'New event' }).click();
    await expect(page.getByLabel('Dispatch time')).toHaveValue('18:30');
    await expect(page.getByRole('textbox', { name: 'Time zone' })).toHaveValue('Asia/Riyadh');

    const again = await open(admin);
    await again.getByRole('button', { name: 'Reset to default: Default dispatch time' }).click();
    await expect(again.getByRole('textbox', { name: 'Default dispatch time' })).toHaveValue(
      '09:00',
    );
    await again.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText('The settings of Event calendar were saved.')).toBeVisible();
    expect((await read()).chosen).toEqual({ default_timezone: 'Asia/Riyadh' });
    await admin.close();
  });

  test('what is refused is told at its field, and what is typed is not lost unasked', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin);
    const { page } = admin;
    const panel = await open(admin);
    const time = panel.getByRole('textbox', { name: 'Default dispatch time' });
    await time.fill('');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await expect(panel.getByText('Enter a time of day.')).toBeVisible();
    await expect(time).toHaveAttribute('aria-invalid', 'true');
    await expect(time).toBeFocused();
    await admin.expectAccessible();

    await panel.getByRole('button', { name: 'Close' }).click();
    const question = page.getByRole('dialog', { name: 'Discard your changes?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(panel).toBeVisible();
    await panel.getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Discard changes' }).click();
    await expect(panel).toBeHidden();
    // The browser itself writes down that an answer was 400.
    expect(admin.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
    await admin.close();
  });

  test('whoever saves second is told, and takes in what was saved first', async ({ browser }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin);
    const panel = await open(admin);
    await change({ default_dispatch_time: '07:15' });
    await panel.getByRole('textbox', { name: 'Default dispatch time' }).fill('20:00');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await expect(panel.getByText('Someone else changed this meanwhile')).toBeVisible();
    expect((await read()).chosen).toMatchObject({ default_dispatch_time: '07:15' });
    await panel.getByRole('button', { name: 'Load current version' }).click();
    await expect(panel.getByRole('textbox', { name: 'Default dispatch time' })).toHaveValue(
      '07:15',
    );
    await panel.getByRole('textbox', { name: 'Default dispatch time' }).fill('20:00');
    await panel.getByRole('button', { name: 'Save settings' }).click();
    await expect(panel).toBeHidden();
    expect((await read()).chosen).toMatchObject({ default_dispatch_time: '20:00' });
    expect(admin.complaints.splice(0)).toEqual([expect.stringContaining('412')]);
    await admin.close();
  });

  test('a viewer sees them and cannot change them; plugins without any have no button', async ({
    browser,
  }) => {
    const viewer = await Portal.signIn(browser, platform.url, people.viewer, {
      path: '/admin/plugins',
    });
    const { page } = viewer;
    await expect(page.getByRole('button', { name: /^Settings: / })).toHaveCount(2);
    await page.getByRole('button', { name: 'Settings: Event calendar' }).click();
    const panel = page.getByRole('dialog', { name: 'Settings: Event calendar' });
    const time = panel.getByRole('textbox', { name: 'Default dispatch time' });
    await expect(time).not.toBeEditable();
    await expect(panel.getByRole('button', { name: 'Save settings' })).toHaveCount(0);
    await expect(panel.getByRole('button', { name: /Reset to default/ })).toHaveCount(0);
    await viewer.expectAccessible();
    await viewer.screenshot('settings-viewer');
    await viewer.close();
  });

  for (const [language, button] of [
    ['ar', 'الإعدادات: تقويم الفعاليات'],
    ['he', 'הגדרות: לוח אירועים'],
  ] as const) {
    test(`they read from right to left in ${language}`, async ({ browser }) => {
      await change({ default_dispatch_time: '18:30', default_timezone: 'Asia/Jerusalem' });
      for (const width of [1280, 390]) {
        const admin = await Portal.signIn(browser, platform.url, people.admin, {
          language,
          path: '/admin/plugins',
          width,
        });
        await admin.expectAccessible();
        await admin.screenshot(`settings-list-${language}-${width}`);
        await admin.page.getByRole('button', { name: button }).click();
        const panel = admin.page.getByRole('dialog', { name: button });
        await expect(panel.locator('input[type=time]')).toHaveValue('18:30');
        await expect(admin.page.locator('html')).toHaveAttribute('dir', 'rtl');
        await admin.expectAccessible();
        await admin.screenshot(`settings-${language}-${width}`);
        await admin.close();
      }
    });
  }
});
