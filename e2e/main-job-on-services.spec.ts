import { expect, test } from '@playwright/test';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';
import { flashSale, publishEvent } from './support/publish-event.js';
import { type SharedServices, shareServices } from './support/services.js';

const customers = 500;

test.describe('two hosts on PostgreSQL, Kafka, Redis and a schema registry, one of them for consumers only', () => {
  let services: SharedServices;
  let front: Platform;
  let consumers: Platform;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    services = await shareServices();
    front = await Platform.create(services.environment);
    await front.start('--roles', 'http,grpc,relay,timers');
    consumers = await front.another();
    await consumers.start('--roles', 'consumers');
    await front.cli('demo', 'load', '--merchants', 'acme', '--customers', String(customers));
  });
  test.afterAll(async () => {
    await consumers?.remove();
    await front?.remove();
    await services?.remove();
  });

  test('do the main job: each customer finds a published event once, in their language', async ({
    browser,
  }) => {
    const customer = await Portal.signIn(browser, front.url, people.layla, {
      language: 'ar',
      path: '/inbox',
    });
    await publishEvent(browser, front.url, flashSale, 'services-calendar-published');

    const message = customer.page.getByRole('button', {
      name: flashSale.ar.title,
      expanded: false,
    });
    await expect(async () => {
      await customer.page.reload();
      await expect(message).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await message.click();
    await expect(customer.page.getByText(flashSale.ar.body)).toBeVisible();
    await customer.screenshot('services-inbox-read-ar');
    await customer.close();

    const token = await front.token('merchant-admin', 'services-test');
    const { merchant_id } = await front.api<{ merchant_id: string }>(
      'GET',
      '/api/platform/v1/session',
      token,
    );
    const reached = () =>
      front.query<{ messages: number; customers: number }>(
        'promenade_app',
        `select count(*)::int as messages, count(distinct user_id)::int as customers
         from inbox.customer_message group by event_id`,
        merchant_id,
      );
    const everybodyOnce = { messages: customers, customers };
    await expect
      .poll(reached, { timeout: 60_000 })
      // The demo's event, and the one published here.
      .toEqual([everybodyOnce, everybodyOnce]);
  });

  test('go on when the consuming host is killed and comes back', async ({ browser }) => {
    await consumers.kill();
    await publishEvent(
      browser,
      front.url,
      { ...flashSale, title: 'Second sale' },
      'services-calendar-second',
    );
    await consumers.start('--roles', 'consumers');
    const customer = await Portal.signIn(browser, front.url, people.emma, { path: '/inbox' });
    await expect(async () => {
      await customer.page.reload();
      await expect(
        customer.page.getByRole('button', { name: flashSale.en.title, expanded: false }),
      ).toHaveCount(2, {
        timeout: 1_000,
      });
    }).toPass({ timeout: 60_000 });
    await customer.close();
  });
});
