import { expect, type Page, test } from '@playwright/test';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';
import { flashSale, publishEvent } from './support/publish-event.js';

/** How many messages the badge shows; it is told, so nothing is reloaded. */
const expectUnread = (page: Page, count: number) =>
  expect(page.getByTestId('count-badge')).toHaveAttribute('data-count', String(count));

const line = (page: Page, title: string) =>
  page
    .getByRole('button', { name: title, expanded: false })
    .or(page.getByRole('button', { name: title, expanded: true }));

test.describe('the inbox in the browser', () => {
  let platform: Platform;

  test.beforeAll(async ({ browser }) => {
    platform = await Platform.create();
    await platform.start('--demo');
    await publishEvent(browser, platform.url, flashSale, 'inbox-published');
  });
  test.afterAll(() => platform.remove());

  test('two tabs and another browser stay in step', async ({ browser }) => {
    const emma = await Portal.signIn(browser, platform.url, people.emma, { path: '/inbox' });
    const { page } = emma;
    const second = await page.context().newPage();
    await second.goto('/inbox?filter=unread');
    const elsewhere = await Portal.signIn(browser, platform.url, people.emma, {
      path: '/inbox',
      apart: true,
    });
    const all = [page, second, elsewhere.page];
    for (const one of all) await expectUnread(one, 2);

    await line(page, flashSale.en.title).click();
    await expect(page.getByText(flashSale.en.body)).toBeVisible();
    for (const one of all) await expectUnread(one, 1);
    await expect(line(second, flashSale.en.title)).toHaveCount(0);

    await page.getByRole('button', { name: 'Mark as unread' }).click();
    for (const one of all) await expectUnread(one, 2);
    await expect(line(second, flashSale.en.title)).toBeVisible();

    // The tab that holds the connection goes; another takes over.
    await page.close();
    await elsewhere.page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(elsewhere.page.getByText('2 messages are marked as read.')).toBeVisible();
    await expectUnread(elsewhere.page, 0);
    await expectUnread(second, 0);
    await expect(second.getByText('Everything is read')).toBeVisible();
    await elsewhere.close();
    await emma.close();
  });

  test('a message is archived and taken back, by mouse and by keyboard', async ({ browser }) => {
    const noam = await Portal.signIn(browser, platform.url, people.noam, { path: '/inbox' });
    const { page } = noam;
    const titles = () => page.getByTestId('message').locator('button[aria-expanded]');
    await expect(titles()).toHaveCount(2);
    await page
      .getByRole('button', { name: /^Archive “/ })
      .first()
      .click();
    await expect(titles()).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(titles()).toHaveCount(2);

    await titles().first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(titles().nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(titles().nth(1)).toHaveAttribute('aria-expanded', 'true');
    await expectUnread(page, 1);
    // The list hears of it apart from the badge.
    await expect(page.getByTestId('message').nth(1)).toHaveAttribute('data-read', 'true');
    await page.keyboard.press('u');
    await expectUnread(page, 2);
    await page.keyboard.press('e');
    await expect(titles()).toHaveCount(1);
    await expect(titles().first()).toBeFocused();
    await expectUnread(page, 1);

    await page.getByText('Archive', { exact: true }).click();
    await expect(page).toHaveURL(/filter=archived/);
    await expect(titles()).toHaveCount(1);
    await page.getByRole('button', { name: /^Move “/ }).click();
    await expect(page.getByText('The archive is empty')).toBeVisible();
    await expectUnread(page, 2);
    await noam.close();
  });

  test('a kind is muted, and quiet hours are set', async ({ browser }) => {
    const layla = await Portal.signIn(browser, platform.url, people.layla, { path: '/inbox' });
    const { page } = layla;
    await expectUnread(page, 2);
    await page.getByRole('button', { name: 'Preferences' }).click();
    const panel = page.getByRole('dialog', { name: 'Inbox preferences' });
    await expect(panel.getByText('flash-2026')).toBeVisible();
    await panel.getByRole('switch', { name: flashSale.ar.title }).click();
    await panel.getByRole('switch', { name: 'Quiet hours' }).click();
    await expect(panel.getByLabel('From')).toHaveValue('22:00');
    await layla.expectAccessible();
    await layla.screenshot('inbox-preferences-en');
    await panel.getByRole('button', { name: 'Save preferences' }).click();
    await expect(page.getByText('Your preferences are saved.')).toBeVisible();
    await expect(panel).toHaveCount(0);
    await expect(page.getByTestId('message')).toHaveCount(1);
    await page.getByText('Muted', { exact: true }).click();
    await expect(line(page, flashSale.ar.title)).toBeVisible();
    await layla.close();
  });

  for (const [language, width] of [
    ['en', 1280],
    ['en', 390],
    ['ar', 1280],
    ['ar', 390],
    ['he', 1280],
  ] as const) {
    test(`looks right and is accessible in ${language} at ${width}`, async ({ browser }) => {
      const who = { en: people.emma, ar: people.layla, he: people.noam }[language];
      const customer = await Portal.signIn(browser, platform.url, who, {
        language,
        width,
        path: '/inbox',
      });
      const { page } = customer;
      const message = page.getByTestId('message').first();
      // In full, on a phone too.
      const title = message.locator('button span[lang]');
      expect(await title.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0);
      await message.locator('button[aria-expanded]').click();
      await expect(message.getByRole('button', { expanded: true })).toBeVisible();
      await expect(message).toHaveAttribute('data-read', 'true');
      await customer.expectAccessible();
      await customer.screenshot(`inbox-open-${language}-${width}`);
      await page.goto('/inbox?filter=archived');
      // The title of the empty archive: before the answer there is no message either.
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
      await expect(page.getByTestId('message')).toHaveCount(0);
      await customer.expectAccessible();
      await customer.screenshot(`inbox-archive-${language}-${width}`);
      await customer.close();
    });
  }

  test('a tab follows when another signs out', async ({ browser }) => {
    const emma = await Portal.signIn(browser, platform.url, people.emma, {
      path: '/inbox',
      apart: true,
    });
    const second = await emma.page.context().newPage();
    await second.goto('/inbox');
    await expect(second.getByTestId('message').first()).toBeVisible();
    await emma.page.getByRole('button', { name: 'Log out' }).click();
    await expect(emma.page.locator('input[type=password]')).toBeVisible();
    await expect(second.locator('input[type=password]')).toBeVisible();
    await emma.close();
  });
});
