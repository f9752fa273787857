import { expect, test } from '@playwright/test';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';
import { flashSale, publishEvent } from './support/publish-event.js';

test.describe('dispatch days in the calendar', () => {
  let platform: Platform;

  test.beforeAll(async () => {
    platform = await Platform.create();
    await platform.start('--demo');
  });
  test.afterAll(() => platform.remove());

  test('an opened event shows how far its day is, in every language', async ({ browser }) => {
    await publishEvent(browser, platform.url, flashSale, 'days-published');
    const texts = { en: 'Done', ar: 'اكتمل', he: 'הושלם' } as const;
    for (const language of ['en', 'ar', 'he'] as const) {
      const viewer = await Portal.signIn(browser, platform.url, people.viewer, {
        language,
        path: '/admin/event-calendar',
      });
      const { page } = viewer;
      await page.getByText(flashSale.title).first().click();
      const day = page.getByTestId(/^dispatch-day-/);
      await expect(day).toContainText(texts[language]);
      await expect(day.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
      await expect(day.getByRole('button')).toHaveCount(0);
      await viewer.expectAccessible();
      await day.scrollIntoViewIfNeeded();
      await viewer.screenshot(`dispatch-days-${language}`);
      await viewer.close();
    }
  });

  test('a running day is paused, resumed and cancelled, each after a question', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/event-calendar',
    });
    const { page } = admin;
    // The demo's days are over in moments: the day of this test stands still, whatever is asked of it.
    const day = { dispatch_date: '2026-11-21', dispatched: 420, eligible: 1_000 };
    const at = { opened_at: '2026-11-21T07:00:00.000Z', finished_at: null };
    let state = 'RUNNING';
    const outcomes: Record<string, string> = {
      pause: 'PAUSED',
      resume: 'RUNNING',
      cancel: 'CANCELLED',
    };
    await page.route('**/api/dispatch/v1/events/*/days**', (route) => {
      const action = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      state = outcomes[action] ?? state;
      const shown = { ...day, ...at, state };
      return route.fulfill({ json: action === 'days' ? { items: [shown] } : shown });
    });
    await page.getByText('VIP Week').first().click();
    const shown = page.getByTestId('dispatch-day-2026-11-21');
    await expect(shown).toContainText('420 of 1,000 delivered (42%)');
    const ask = async (button: string) => {
      await shown.getByRole('button', { name: button }).click();
      await page.getByRole('dialog', { name: /\?$/ }).getByRole('button', { name: button }).click();
    };
    await ask('Pause');
    await expect(shown).toContainText('Paused');
    await admin.expectAccessible();
    await admin.screenshot('dispatch-days-paused');
    await ask('Resume');
    await expect(shown).toContainText('Running');
    await ask('Cancel day');
    await expect(shown).toContainText('Cancelled');
    await expect(shown.getByRole('button')).toHaveCount(0);
    await admin.close();
  });
});
