import { expect, test } from '@playwright/test';
import { password, people } from './support/people.js';
import { draftByApi, draftForTiers } from './support/plan-event.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';
import { flashSale, publishEvent } from './support/publish-event.js';

test.describe('the main job in the browser', () => {
  let platform: Platform;

  test.beforeAll(async () => {
    platform = await Platform.create();
    await platform.start('--demo');
  });
  test.afterAll(() => platform.remove());

  test('a merchant publishes an event; a customer reads the message in Arabic', async ({
    browser,
  }) => {
    const customer = await Portal.signIn(browser, platform.url, people.layla, {
      language: 'ar',
      path: '/inbox',
    });
    await expect(customer.page.locator('html')).toHaveAttribute('dir', 'rtl');
    const badge = customer.page.getByRole('link', { name: /صندوق الوارد/ });
    await expect(badge).toContainText('1');
    // The demo's own message is read first, so that the badge counts what is published now.
    await customer.page
      .getByRole('button', { name: /أسبوع كبار العملاء/, expanded: false })
      .click();
    await expect(badge).not.toContainText('1');

    await publishEvent(browser, platform.url, flashSale, 'calendar-published');

    await expect(async () => {
      await customer.page.reload();
      await expect(badge).toContainText('1', { timeout: 1_000 });
    }).toPass();
    const message = customer.page.getByRole('button', {
      name: flashSale.ar.title,
      expanded: false,
    });
    await customer.screenshot('inbox-unread-ar');
    await message.click();
    await expect(customer.page.getByText(flashSale.ar.body)).toBeVisible();
    await expect(badge).not.toContainText('1');
    await customer.page.reload();
    await expect(badge).not.toContainText('1');
    await customer.screenshot('inbox-read-ar');
    await customer.close();
  });

  test('an event is for whom the merchant says, and lives on after it is published', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/event-calendar',
    });
    const { page } = admin;
    await draftForTiers(page, 'Gold days');
    await admin.expectAccessible();
    await admin.screenshot('event-audience-en');
    await page.getByRole('button', { name: 'Create draft' }).click();
    await expect(page.getByText('Customers of the tiers Gold and Silver')).toBeVisible();

    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page
      .getByRole('dialog', { name: 'Publish this event?' })
      .getByRole('button', { name: 'Publish' })
      .click();
    await expect(page.getByText('“Gold days” is published.')).toBeVisible();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message text' }).fill('For you alone.');
    await page.getByRole('button', { name: 'Save changes' }).click();
    const change = page.getByRole('dialog', { name: 'Save changes to a published event?' });
    await admin.screenshot('event-change-en');
    await change.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('“Gold days” was saved.')).toBeVisible();
    await page.getByRole('button', { name: 'Unpublish' }).click();
    await page
      .getByRole('dialog', { name: 'Unpublish this event?' })
      .getByRole('button', { name: 'Unpublish' })
      .click();
    await expect(page.getByText('“Gold days” is a draft again.')).toBeVisible();
    await expect(page.getByText('For you alone.')).toBeVisible();
    await admin.close();
  });

  test('the calendar keeps its place in a reload, and a form through a conflict and a login', async ({
    browser,
  }) => {
    const token = await platform.token('merchant-admin', 'omar');
    const eventId = await draftByApi(platform, token, 'Silver days');
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/event-calendar',
    });
    const { page } = admin;
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Today', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search events' }).pressSequentially('Silver');
    await expect(page).toHaveURL(/q=Silver/);
    await page
      .getByRole('button', { name: /Silver days/ })
      .first()
      .click();
    const title = page.getByRole('heading', { name: 'Silver days' });
    await expect(title).toBeVisible();
    await page.reload();
    await expect(title).toBeVisible();
    await page.goBack();
    await expect(title).toHaveCount(0);
    await expect(page.getByRole('searchbox', { name: 'Search events' })).toHaveValue('Silver');
    await page.goForward();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Typed here');
    const path = `/api/scheduling/v1/events/${eventId}`;
    const { version } = await platform.api<{ version: number }>('GET', path, token);
    await platform.api('PATCH', path, token, {
      headers: { 'if-match': `"${version}"` },
      body: JSON.stringify({ promotion_package: 'theirs-2026' }),
    });
    const save = page.getByRole('button', { name: 'Save changes' });
    admin.expects(/status of 412/);
    await save.click();
    await page.getByRole('button', { name: 'Load current version' }).click();
    await expect(page.getByRole('textbox', { name: 'Promotion package' })).toHaveValue(
      'theirs-2026',
    );
    await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Typed here');
    await save.click();
    await expect(page.getByText('“Silver days” was saved.')).toBeVisible();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Typed before the login');
    await page.context().clearCookies();
    await save.click();
    await page.locator('input[type=email]').fill(people.admin);
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await expect(page.getByText('What you had typed is back.')).toBeVisible();
    await save.click();
    await expect(page.getByText('Typed before the login')).toBeVisible();
    const url = `${new URL(page.url()).pathname}${new URL(page.url()).search}`;
    await admin.close();

    const arabic = await Portal.signIn(browser, platform.url, people.admin, {
      language: 'ar',
      path: url,
    });
    await expect(arabic.page.getByText(/زبائن الفئات/)).toBeVisible();
    await arabic.expectAccessible();
    await arabic.screenshot('event-details-ar');
    await arabic.page.getByRole('button', { name: 'تعديل', exact: true }).click();
    await arabic.page.getByRole('textbox', { name: 'الجمهور' }).scrollIntoViewIfNeeded();
    await arabic.expectAccessible();
    await arabic.screenshot('event-audience-ar');
    await arabic.close();
  });

  test('a plugin that is off is gone from the menu, its page and its API, and comes back with its data', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/plugins',
    });
    const inboxSwitch = admin.page.getByRole('switch', { name: /Inbox/ });
    await inboxSwitch.click();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
    await expect(admin.page.getByText('Inbox is off.')).toBeVisible();

    const customer = await Portal.signIn(browser, platform.url, people.emma, { path: '/inbox' });
    await expect(customer.page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    await expect(customer.page.getByRole('link', { name: /Inbox/ })).toHaveCount(0);

    await inboxSwitch.click();
    await expect(admin.page.getByText('Inbox is on.')).toBeVisible();
    await customer.page.reload();
    await expect(
      customer.page.getByRole('button', { name: /VIP Week/, expanded: false }),
    ).toBeVisible();
    await admin.close();
    await customer.close();
  });

  for (const language of ['en', 'ar', 'he'] as const) {
    test(`every page is accessible and looks right in ${language}`, async ({ browser }) => {
      const admin = await Portal.signIn(browser, platform.url, people.admin, { language });
      for (const name of ['event-calendar', 'tiers', 'plugins']) {
        await admin.page.goto(`/admin/${name}`);
        await expect(admin.page.locator('h1')).toBeVisible();
        await admin.page.waitForLoadState('networkidle');
        await expect(admin.page.locator('html')).toHaveAttribute(
          'dir',
          language === 'en' ? 'ltr' : 'rtl',
        );
        await admin.expectAccessible();
        await admin.screenshot(`${name}-${language}`);
      }
      await admin.close();
      const who = { en: people.emma, ar: people.layla, he: people.noam }[language];
      const customer = await Portal.signIn(browser, platform.url, who, {
        language,
        path: '/inbox',
        width: 390,
      });
      await expect(customer.page.getByTestId('message').first()).toBeVisible();
      await customer.expectAccessible();
      await customer.screenshot(`inbox-${language}-narrow`);
      await customer.close();
    });
  }

  for (const language of ['en', 'he'] as const) {
    test(`a table that a phone cuts off says so and shows its actions, in ${language}`, async ({
      browser,
    }) => {
      const admin = await Portal.signIn(browser, platform.url, people.admin, {
        language,
        path: '/admin/tiers',
        width: 390,
      });
      const { page } = admin;
      const table = page.getByRole('region').filter({ has: page.getByRole('table') });
      const hidden = () => table.evaluate((room) => room.scrollWidth - room.clientWidth);
      expect(await hidden()).toBeGreaterThan(0);
      const edit = table.getByRole('row').nth(1).getByRole('button');
      await expect(edit).toBeInViewport({ ratio: 1 });
      const languages = table.getByRole('columnheader').nth(4);
      await expect(languages).not.toBeInViewport();
      await admin.expectAccessible();
      await admin.screenshot(`tiers-${language}-narrow`);
      await table.focus();
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press(language === 'en' ? 'ArrowRight' : 'ArrowLeft');
      }
      await expect(languages).toBeInViewport({ ratio: 1 });
      await expect(edit).toBeInViewport({ ratio: 1 });
      await admin.screenshot(`tiers-${language}-narrow-end`);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await hidden()).toBe(0);
      await admin.screenshot(`tiers-${language}-wide`);
      await admin.close();
    });
  }

  test('another merchant sees nothing of it', async ({ browser }) => {
    const globex = await Portal.signIn(browser, platform.url, people.globex, {
      path: '/admin/tiers',
    });
    await expect(globex.page.getByRole('heading', { name: 'No tiers yet' })).toBeVisible();
    await expect(globex.page.getByText('Gold')).toHaveCount(0);
    await globex.close();
  });

  test('a viewer can look and cannot change', async ({ browser }) => {
    const viewer = await Portal.signIn(browser, platform.url, people.viewer, {
      path: '/admin/event-calendar',
    });
    await expect(viewer.page.getByText('VIP Week').first()).toBeVisible();
    await expect(viewer.page.getByRole('button', { name: 'New event' })).toHaveCount(0);
    await viewer.close();
  });

  test('logging out ends the session here and at the identity provider', async ({ browser }) => {
    const customer = await Portal.signIn(browser, platform.url, people.noam, {
      path: '/inbox',
      apart: true,
    });
    await customer.page.getByRole('button', { name: 'Log out' }).click();
    await expect(customer.page.locator('input[type=password]')).toBeVisible();
    await customer.page.goto('/inbox');
    await expect(customer.page.locator('input[type=password]')).toBeVisible();
    await customer.close();
  });
});
