import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { Platform } from './support/platform.js';

const customers = 300;
const kills = 10;

interface Event {
  readonly event_id: string;
  readonly version: number;
}

const newEvent = (title: string) => ({
  title,
  promotion_package: 'fault-test',
  start_datetime: new Date(Date.now() - 3_600_000).toISOString(),
  end_datetime: new Date(Date.now() + 86_400_000).toISOString(),
  timezone: 'UTC',
  dispatch_time: '00:00',
  content: { en: { title, body: title }, ar: { title, body: title } },
});

test.describe('a host killed with kill -9', () => {
  let platform: Platform;

  test.beforeAll(async () => {
    platform = await Platform.create();
    await platform.start();
    await platform.cli('demo', 'load', '--merchants', 'acme', '--customers', String(customers));
  });
  test.afterAll(() => platform.remove());

  const merchantOf = async (token: string): Promise<string> =>
    (await platform.api<{ merchant_id: string }>('GET', '/api/platform/v1/session', token))
      .merchant_id;

  const publish = async (title: string, token: string): Promise<string> => {
    const event = await platform.api<Event>('POST', '/api/scheduling/v1/events', token, {
      body: JSON.stringify(newEvent(title)),
    });
    await platform.api('POST', `/api/scheduling/v1/events/${event.event_id}/publish`, token, {
      headers: { 'if-match': `"${event.version}"` },
    });
    return event.event_id;
  };

  test(`at ${kills} random points of the main job leaves each customer one message per day`, async () => {
    test.setTimeout(300_000);
    const token = await platform.token('merchant-admin', 'fault-test');
    const merchantId = await merchantOf(token);
    const events: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      events.push(await publish(`Fault ${kill}`, token));
      const delay = Math.random() * 400;
      await pause(delay);
      await platform.kill();
      await platform.start();
    }
    const counts = async () =>
      platform.query<{ event_id: string; messages: number; customers: number; days: number }>(
        'promenade_app',
        `select event_id, count(*)::int as messages, count(distinct user_id)::int as customers,
           count(distinct dispatch_date)::int as days
         from inbox.customer_message group by event_id`,
        merchantId,
      );
    await expect(async () => {
      const found = (await counts()).filter(({ event_id }) => events.includes(event_id));
      expect(found).toHaveLength(kills);
      for (const { messages, days } of found) expect(messages).toBe(customers * days);
    }).toPass({ timeout: 90_000 });
    for (const { customers: reached } of await counts()) expect(reached).toBe(customers);
    const letters = await platform.query(
      'promenade_relay',
      `select aggregatetype from promenade.outbox where aggregatetype like '%.dlq'`,
    );
    expect(letters).toEqual([]);
  });

  test('starts again while what it left behind still runs', async () => {
    await platform.kill();
    await platform.start();
    expect((await platform.processes()).length).toBeGreaterThan(0);
  });

  test('leaves no process behind after Ctrl-C', async () => {
    expect(await platform.interrupt()).toBe(0);
    expect(await platform.processes()).toEqual([]);
  });
});
