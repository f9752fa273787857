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

  test('what was delivered is corrected, retracted and put back, and a viewer only sees it', async ({
    browser,
  }) => {
    const emma = await Portal.signIn(browser, platform.url, people.emma, { path: '/inbox' });
    const message = (title: string) =>
      emma.page.getByRole('button', { name: title, expanded: false });
    await expect(message(flashSale.en.title)).toBeVisible();
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/event-calendar',
    });
    const { page } = admin;
    await page.getByText(flashSale.title).first().click();
    const delivered = page.getByRole('region', { name: 'Delivered messages' });
    await expect(delivered).toContainText('In the inboxes');
    await expect(delivered).toContainText(/Customers who have the message: [1-9]/);
    await delivered.scrollIntoViewIfNeeded();
    await admin.screenshot('delivered-en');

    // By keyboard alone.
    const correct = delivered.getByRole('button', { name: 'Correct text' });
    await correct.focus();
    await page.keyboard.press('Enter');
    const title = delivered.getByRole('textbox', { name: 'Message title' });
    await expect(title).toBeFocused();
    await title.fill('');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Only tomorrow: 40% off.');
    await expect(delivered.getByText('Only tomorrow: 40% off.')).toHaveCount(2);
    const save = delivered.getByRole('button', { name: 'Correct messages' });
    const question = page.getByRole('dialog', { name: 'Correct the delivered messages?' });
    const agree = async () => {
      await save.click();
      await expect(question).toContainText('The old text is not kept');
      await expect(question).toContainText('Only tomorrow: 40% off.');
      await admin.screenshot('delivered-correct-question-en');
      await question.getByRole('button', { name: 'Correct messages' }).click();
    };
    admin.expects(/status of 400/);
    await agree();
    await expect(title).toHaveAttribute('aria-invalid', 'true');
    await expect(title).toBeFocused();
    await admin.expectAccessible();
    await admin.screenshot('delivered-correct-en');
    await title.fill('Flash sale tomorrow');
    await delivered.getByRole('tab', { name: /עברית/ }).click();
    await expect(delivered).toContainText('No message was sent in this language');
    await agree();
    await expect(page.getByText('The delivered messages are corrected.')).toBeVisible();
    await expect(delivered.getByText('Only tomorrow: 40% off.')).toHaveCount(1);
    await expect(correct).toBeFocused();
    await emma.page.reload();
    await message('Flash sale tomorrow').click();
    await expect(emma.page.getByText('Only tomorrow: 40% off.')).toBeVisible();

    await delivered.getByRole('button', { name: 'Retract' }).click();
    const retraction = page.getByRole('dialog', { name: 'Retract the messages of this event?' });
    await expect(retraction).toContainText(/Customers who have the message: [1-9]/);
    await expect(retraction).toContainText('You can put them back');
    await admin.screenshot('delivered-retract-question-en');
    await retraction.getByRole('button', { name: 'Retract' }).click();
    await expect(delivered).toContainText('nobody sees these messages');
    await admin.expectAccessible();
    await emma.page.reload();
    await expect(emma.page.getByTestId('message').first()).toBeVisible();
    await expect(message('Flash sale tomorrow')).toHaveCount(0);

    const titles = { ar: 'الرسائل المُسلَّمة', he: 'הודעות שנמסרו' } as const;
    const states = { ar: 'مسحوبة', he: 'נמשכו חזרה' } as const;
    for (const language of ['ar', 'he'] as const) {
      const viewer = await Portal.signIn(browser, platform.url, people.viewer, {
        language,
        path: '/admin/event-calendar',
      });
      await viewer.page.getByText(flashSale.title).first().click();
      const seen = viewer.page.getByRole('region', { name: titles[language] });
      await expect(seen).toContainText(states[language]);
      await expect(seen).toContainText('Flash sale tomorrow');
      await expect(seen.getByRole('button')).toHaveCount(0);
      await viewer.expectAccessible();
      await seen.scrollIntoViewIfNeeded();
      await viewer.screenshot(`delivered-viewer-${language}`);
      await viewer.close();
    }

    await delivered.getByRole('button', { name: 'Put back' }).click();
    await page
      .getByRole('dialog', { name: 'Put the messages of this event back?' })
      .getByRole('button', { name: 'Put back' })
      .click();
    await expect(delivered).toContainText('In the inboxes');
    await emma.page.reload();
    await expect(message('Flash sale tomorrow')).toBeVisible();
    await admin.close();
    await emma.close();
  });

  test('days with different texts get one, and what to ask is read from the newest state', async ({
    browser,
  }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/event-calendar',
    });
    const { page } = admin;
    const early = { title: 'Early', body: 'Only today.' };
    const late = { title: 'Late', body: 'Only tomorrow.' };
    const days = (...texts: object[]) =>
      texts.map((en, at) => ({ dispatch_date: `2026-11-2${at}`, recipients: 10, content: { en } }));
    let event: object = { retracted_at: null, days: days(early, late) };
    let read = Promise.resolve();
    const sent: unknown[] = [];
    await page.route('**/api/inbox/v1/events/**', async (route) => {
      await read;
      if (route.request().method() === 'PUT') {
        sent.push(route.request().postDataJSON());
        event = { ...event, days: days(late, late) };
      }
      const [, id] = /events\/([^/?]+)/.exec(route.request().url()) ?? [];
      await route.fulfill({ json: { ...event, event_id: id } });
    });
    await page.getByText('VIP Week').first().click();
    const delivered = page.getByRole('region', { name: 'Delivered messages' });
    await expect(delivered).toContainText('Only today.');

    const correct = delivered.getByRole('button', { name: 'Correct text' });
    const save = delivered.getByRole('button', { name: 'Correct messages' });
    await correct.click();
    await save.click();
    const question = page.getByRole('dialog', { name: 'Correct the delivered messages?' });
    await expect(question).toContainText('Until now the days carry different texts');
    await expect(question).toContainText('Only tomorrow.');
    await question.getByRole('button', { name: 'Correct messages' }).click();
    await expect(page.getByText('The delivered messages are corrected.')).toBeVisible();
    expect(sent).toEqual([{ content: { en: late } }]);
    await expect(delivered).not.toContainText('Only today.');
    await correct.click();
    await save.click();
    await expect(delivered.getByText('Nothing to correct')).toBeVisible();
    await admin.expectAccessible();
    await delivered.getByRole('button', { name: 'Cancel' }).click();
    await expect(correct).toBeFocused();

    // Someone else retracts them, which this page learns when it asks.
    let answer = () => {};
    read = new Promise((resolve) => {
      answer = resolve;
    });
    const retract = delivered.getByRole('button', { name: 'Retract' });
    await retract.click();
    await expect(retract).toBeDisabled();
    await expect(correct).toBeDisabled();
    event = { ...event, retracted_at: '2026-11-21T07:00:00.000Z' };
    answer();
    const restoring = page.getByRole('dialog', { name: 'Put the messages of this event back?' });
    await restoring.getByRole('button', { name: 'Cancel' }).click();
    await expect(delivered.getByRole('button', { name: 'Put back' })).toBeFocused();
    expect(sent).toHaveLength(1);
    await admin.close();
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
