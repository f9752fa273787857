import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import scheduling from '@promenade/plugin-scheduling';
import type { PromotionAudience } from '@promenade/proto';
import dispatch from './plugin.js';
import { AudienceCheck } from './service/audience-check.js';
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

it.each<[PromotionAudience['kind'], string[], number]>([
  ['LOCALES', ['ar'], 2],
  ['SEGMENTS', ['new'], 0],
  ['LIST', [], 1],
])('counts the audience of the event: %s %j', async (kind, names, count) => {
  const merchantId = randomUUID();
  const [english = ''] = await createCustomers(host, merchantId, ['en', 'ar-SA', 'ar']);
  const customers = kind === 'LIST' ? [english, english, randomUUID()] : [];
  const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
  const notes = await host.database.transaction(merchantId, async (tx) =>
    plugin?.scope.get(AudienceCheck).notes(tx, {
      eventId: randomUUID(),
      start: new Date(),
      end: new Date(),
      timezone: 'UTC',
      promotionPackage: 'winter',
      locales: ['en', 'ar'],
      audience: { kind, names, customers },
    }),
  );
  expect(notes).toEqual([
    count === 0
      ? { code: 'nobody', kind: 'warning' }
      : { code: 'reach', kind: 'info', params: { count } },
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
