import { type Browser, expect } from '@playwright/test';
import { people } from './people.js';
import { Portal } from './portal.js';

interface Texts {
  readonly title: string;
  readonly body: string;
}

export interface NewEvent {
  readonly title: string;
  readonly en: Texts;
  readonly ar: Texts;
}

export const flashSale: NewEvent = {
  title: 'Flash sale',
  en: { title: 'Flash sale today', body: 'Only today: 30% off.' },
  ar: { title: 'تخفيضات خاطفة اليوم', body: 'اليوم فقط: خصم 30%.' },
};

/** Creates and publishes an event as a merchant does, on the calendar's page; its first day is due at once. */
export const publishEvent = async (
  browser: Browser,
  url: string,
  event: NewEvent,
  screenshot: string,
): Promise<void> => {
  const admin = await Portal.signIn(browser, url, people.admin, {
    path: '/admin/event-calendar',
  });
  const { page } = admin;
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(event.title);
  await page.getByRole('textbox', { name: 'Promotion package' }).fill('flash-2026');
  await page.getByRole('textbox', { name: 'Message title' }).fill(event.en.title);
  await page.getByRole('textbox', { name: 'Message text' }).fill(event.en.body);
  await page.getByRole('tab', { name: /العربية|Arabic/ }).click();
  await page.getByRole('textbox', { name: 'Message title' }).fill(event.ar.title);
  await page.getByRole('textbox', { name: 'Message text' }).fill(event.ar.body);
  await page.getByRole('textbox', { name: 'Dispatch time' }).fill('00:00');
  await page.getByRole('button', { name: 'Create draft' }).click();
  await expect(page.getByText(`“${event.title}” was created as a draft.`)).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Publish this event?' });
  // What the dispatcher says: the demo's customers read Hebrew too.
  await expect(question.getByText(/^It reaches [\d,]+ customers on each day\.$/)).toBeVisible();
  await expect(question.getByText(/^[\d,]+ customers read none of its languages/)).toBeVisible();
  await question.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText(`“${event.title}” is published.`)).toBeVisible();
  await admin.screenshot(screenshot);
  await admin.close();
};
