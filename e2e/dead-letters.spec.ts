import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { AvroCodec } from '@promenade/core/host';
import { customerUpdated } from '@promenade/proto';
import { people } from './support/people.js';
import { Platform } from './support/platform.js';
import { Portal } from './support/portal.js';

/** The demo's merchant Acme. */
const acme = '6d360466-2471-5972-a049-b2645f244be8';

test.describe('dead letters', () => {
  let platform: Platform;
  const customer = randomUUID();

  test.beforeAll(async () => {
    platform = await Platform.create();
    await platform.start('--demo');
    // A fault of the database that somebody will mend.
    await platform.query(
      'promenade_owner',
      `alter table dispatch.audience add constraint no_dutch check (locale <> 'nl') not valid`,
    );
    await publish(Buffer.from('no event at all'), 'garbage');
    await publish(
      new AvroCodec().encode(customerUpdated, {
        event_id: randomUUID(),
        customer_id: customer,
        merchant_id: acme,
        locale: 'nl',
        segments: [],
        occurred_at: new Date(),
      }),
      customer,
    );
  });
  test.afterAll(() => platform.remove());

  /** Puts a record on a topic, as a producer would by the outbox. */
  const publish = async (value: Buffer, key: string): Promise<void> => {
    const headers = {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_type: 'customer.updated',
      ce_source: '/elsewhere',
      ce_time: new Date().toISOString(),
      ce_merchantid: acme,
      ce_correlationid: 'e2e',
    };
    await platform.query(
      'promenade_app',
      `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
       values (gen_random_uuid(), 'customer.updated', '${key}', 'customer.updated',
         decode('${value.toString('hex')}', 'hex'), '${JSON.stringify(headers)}', '${acme}')`,
      acme,
    );
  };
  const audience = () =>
    platform.query(
      'promenade_app',
      `select locale from dispatch.audience where user_id = '${customer}'`,
      acme,
    );
  const open = (
    browser: Parameters<typeof Portal.signIn>[0],
    language: 'en' | 'ar' | 'he' = 'en',
  ) =>
    Portal.signIn(browser, platform.url, people.platform, {
      language,
      path: '/admin/dead-letters',
    });

  for (const language of ['en', 'ar', 'he'] as const) {
    test(`are seen with their cause, and accessible, in ${language}`, async ({ browser }) => {
      const operator = await open(browser, language);
      const { page } = operator;
      const rows = page.getByTestId('dead-letter');
      await expect(async () => {
        await page.reload();
        await expect(rows).toHaveCount(2, { timeout: 2_000 });
      }).toPass();
      await operator.expectAccessible();
      await operator.screenshot(`dead-letters-${language}`);
      const garbage = rows.filter({ hasText: 'EventDecodeError' });
      await garbage.getByRole('button').click();
      const panel = page.getByRole('dialog');
      await expect(panel).toContainText(Buffer.from('no event at all').toString('hex'));
      await expect(panel).toContainText('ce_correlationid: e2e');
      await operator.expectAccessible();
      await operator.screenshot(`dead-letter-${language}`);
      await page.keyboard.press('Escape');
      await page.getByRole('tab').nth(1).click();
      await expect(
        page.getByRole('cell', { name: 'promotion.dispatch', exact: true }),
      ).toBeVisible();
      await operator.expectAccessible();
      await operator.screenshot(`consumer-groups-${language}`);
      await page.setViewportSize({ width: 390, height: 800 });
      const replay = page.getByRole('row').nth(1).getByRole('button');
      await expect(replay).toBeInViewport({ ratio: 1 });
      await operator.expectAccessible();
      await operator.screenshot(`consumer-groups-${language}-narrow`);
      await operator.close();
    });
  }

  test('one is discarded, one is replayed once its cause is mended', async ({ browser }) => {
    const operator = await open(browser);
    const { page } = operator;
    const rows = page.getByTestId('dead-letter');
    await rows.filter({ hasText: 'EventDecodeError' }).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    const question = page.getByRole('dialog', { name: 'Discard this dead letter?' });
    await expect(question).toBeVisible();
    await operator.screenshot('dead-letter-discard');
    await question.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByText('1 dead letter was discarded.')).toBeVisible();
    await expect(rows).toHaveCount(1);

    expect(await audience()).toEqual([]);
    await platform.query(
      'promenade_owner',
      'alter table dispatch.audience drop constraint no_dutch',
    );
    await rows.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page
      .getByRole('dialog', { name: 'Replay this dead letter?' })
      .getByRole('button', { name: 'Replay' })
      .click();
    await expect(page.getByText('1 dead letter was given back to its group.')).toBeVisible();
    await expect(page.getByText('No dead letters')).toBeVisible();
    await expect(async () => expect(await audience()).toEqual([{ locale: 'nl' }])).toPass();
    await operator.screenshot('dead-letters-none');

    await page.getByText('All', { exact: true }).click();
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: 'Discarded' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'Replayed' })).toHaveCount(1);
    await operator.close();
  });

  test('a group is given a topic again while its host runs, and nothing changes', async ({
    browser,
  }) => {
    const count = async () => {
      const text = 'select count(*)::int as messages from inbox.message';
      return platform.query('promenade_app', text, acme);
    };
    const before = await count();
    const operator = await open(browser);
    const { page } = operator;
    await page.getByRole('tab', { name: 'Consumer groups' }).click();
    const replay = page.getByRole('button', { name: 'Replay promotion.dispatch dispatch' });
    await replay.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await replay.click();
    await operator.expectAccessible();
    await page.getByRole('dialog').getByText('From a time').click();
    await operator.screenshot('consumer-group-replay');
    await page.getByRole('dialog').getByText('From the beginning').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
    await page
      .getByRole('dialog', { name: 'Set dispatch back?' })
      .getByRole('button', { name: 'Replay' })
      .click();
    await expect(
      page.getByText(/dispatch has \d+ records of promotion.dispatch before it/),
    ).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: 'promotion.dispatch' });
    await expect(async () => {
      await page.reload();
      await page.getByRole('tab', { name: 'Consumer groups' }).click();
      await expect(row.getByRole('cell').nth(3)).toHaveText('0', { timeout: 2_000 });
    }).toPass();
    expect(await count()).toEqual(before);
    await operator.close();
  });

  test('the page is not there for a merchant’s own people', async ({ browser }) => {
    const admin = await Portal.signIn(browser, platform.url, people.admin, {
      path: '/admin/dead-letters',
    });
    await expect(admin.page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    await admin.close();
  });
});
