import { expect, type Page } from '@playwright/test';
import type { Platform } from './platform.js';

/** Fills the form of a new event for listed customers, is refused a line that is no id, and takes tiers instead. */
export const draftForTiers = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  await page.getByRole('textbox', { name: 'Promotion package' }).fill('gold-2026');
  await page.getByRole('textbox', { name: 'Message title' }).fill(title);
  await page.getByRole('textbox', { name: 'Message text' }).fill('For you.');
  const endDate = page.getByRole('textbox', { name: 'End date' });
  const lastDay = await endDate.inputValue();
  await endDate.fill('2026-02-30');
  await endDate.press('Tab');
  await expect(page.getByText('“2026-02-30” is no date. Write it like 2026-11-21.')).toBeVisible();
  await expect(endDate).toHaveValue('2026-02-30');
  await endDate.fill(lastDay);
  await endDate.press('Tab');
  await chooseAudience(page, 'Listed customers');
  const ids = page.getByRole('textbox', { name: 'Customer ids' });
  await ids.fill(`${crypto.randomUUID()}\ndana\n${crypto.randomUUID()}`);
  await expect(page.getByText('Line 2 is no customer id: dana')).toBeVisible();
  await expect(page.getByText('2 customers', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Create draft' }).click();
  await expect(ids).toBeFocused();
  await chooseAudience(page, 'Customers of VIP tiers');
  await page.getByRole('textbox', { name: 'VIP tiers' }).click();
  await page.getByRole('option', { name: 'Gold' }).click();
  await page.getByRole('option', { name: 'Silver' }).click();
  await page.getByRole('textbox', { name: 'VIP tiers' }).press('Tab');
};

const chooseAudience = async (page: Page, kind: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Audience' }).click();
  await page.getByRole('option', { name: kind }).click();
};

/** A draft for customers of two tiers, over today. @returns its id */
export const draftByApi = async (
  platform: Platform,
  token: string,
  title: string,
): Promise<string> => {
  const today = new Date().toISOString().slice(0, 10);
  const { event_id } = await platform.api<{ event_id: string }>(
    'POST',
    '/api/scheduling/v1/events',
    token,
    {
      body: JSON.stringify({
        title,
        promotion_package: 'silver-2026',
        start_datetime: `${today}T00:00:00Z`,
        end_datetime: `${today}T23:59:00Z`,
        timezone: 'UTC',
        content: { en: { title, body: 'For you.' } },
        audience: { kind: 'tiers', tier_ids: ['gold', 'silver'] },
      }),
    },
  );
  return event_id;
};
