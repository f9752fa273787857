import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import scheduling from '../plugin.js';

const path = '/api/scheduling/v1/events';

/** Without a zone and a dispatch time. */
const bare = {
  title: 'Winter days',
  promotion_package: 'winter-2026',
  start_datetime: '2099-12-01T08:00:00+02:00',
  end_datetime: '2099-12-05T08:00:00+02:00',
  content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
};

let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({ plugins: [scheduling] });
});
afterAll(() => host?.stop());

const createIn = async (merchantId: string, body: object) =>
  host.api.call('POST', path, { token: await host.token({ merchantId }), body });

test('a new event takes zone and dispatch time from the settings of its merchant, unless it names them', async () => {
  const merchantId = randomUUID();
  const before = await createIn(merchantId, bare);
  expect(before).toMatchObject({
    status: 201,
    body: { timezone: 'UTC', dispatch_time: '09:00' },
  });

  await host.settings.change(
    { merchantId, pluginId: 'scheduling', roles: ['merchant-admin'], revision: 0, by: 'dana' },
    { default_timezone: 'Asia/Riyadh', default_dispatch_time: '18:30' },
  );
  expect((await createIn(merchantId, bare)).body).toMatchObject({
    timezone: 'Asia/Riyadh',
    dispatch_time: '18:30',
  });
  const own = { timezone: 'Africa/Cairo', dispatch_time: '07:00' };
  expect((await createIn(merchantId, { ...bare, ...own })).body).toMatchObject(own);

  // Neither events that are there nor other merchants notice.
  const token = await host.token({ merchantId });
  const kept = await host.api.call('GET', `${path}/${String(before.body.event_id)}`, { token });
  expect(kept.body).toEqual(before.body);
  expect((await createIn(randomUUID(), bare)).body).toMatchObject({
    timezone: 'UTC',
    dispatch_time: '09:00',
  });
});
