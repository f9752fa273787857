import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import scheduling from '@promenade/plugin-scheduling';
import dispatch from './plugin.js';
import { createCustomers } from './testing/dispatch-fixtures.js';

const path = '/api/scheduling/v1/events';

let host: TestHost;
beforeAll(async () => {
  host = await createTestHost({ plugins: [dispatch, inbox, scheduling] });
});
afterAll(() => host?.stop());

/** What is said of a draft in English and Arabic. */
const notesFor = async (merchantId: string): Promise<unknown> => {
  const token = await host.token({ merchantId });
  const { body: event } = await host.api.call('POST', path, {
    token,
    body: {
      title: 'Winter days',
      promotion_package: 'winter',
      start_datetime: '2099-12-01T08:00:00Z',
      end_datetime: '2099-12-05T08:00:00Z',
      timezone: 'UTC',
      content: { en: { title: 'Winter', body: 'x' }, ar: { title: 'شتاء', body: 'x' } },
    },
  });
  const { status, body } = await host.api.call('GET', `${path}/${event.event_id}/publish-notes`, {
    token,
  });
  expect(status).toBe(200);
  return body.items;
};

it('says before an event is published whom it reaches, and who reads another language', async () => {
  const merchantId = randomUUID();
  await createCustomers(host, merchantId, ['en', 'ar-SA', 'he', 'fr']);
  expect(await notesFor(merchantId)).toEqual([
    { plugin: 'dispatch', code: 'reach', kind: 'info', params: { count: 4 } },
    { plugin: 'dispatch', code: 'other-language', kind: 'warning', params: { count: 2 } },
  ]);
});

it('warns where it would reach nobody', async () => {
  expect(await notesFor(randomUUID())).toEqual([
    { plugin: 'dispatch', code: 'nobody', kind: 'warning', params: {} },
  ]);
});

it('says nothing for a merchant that has it off, at once, and goes on for others', async () => {
  const merchantId = randomUUID();
  const set = (pluginId: string, enabled: boolean) =>
    host.directory.switch(merchantId, { pluginId, enabled, by: 'tester' });
  await set('dispatch', false);
  expect(await notesFor(merchantId)).toEqual([]);
  expect(await notesFor(randomUUID())).toHaveLength(1);
  await set('dispatch', true);
  expect(await notesFor(merchantId)).toHaveLength(1);
  // What the plugin requires counts too.
  await set('inbox', false);
  expect(await notesFor(merchantId)).toEqual([]);
});

it('has texts for what it says, in every language', async () => {
  for (const locale of ['en', 'ar', 'he']) {
    const { default: texts } = (await import(`../locales/${locale}.json`, {
      with: { type: 'json' },
    })) as { default: { publishNotes: Record<string, string> } };
    const codes = Object.keys(texts.publishNotes).map((key) => key.split('_')[0]);
    expect(new Set(codes)).toEqual(new Set(['reach', 'nobody', 'other-language']));
  }
});
