import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Outbox } from '@promenade/core';
import {
  AvroCodec,
  asMerchant,
  createTestHost,
  eventually,
  FakeClock,
  queryAs,
  type TestHost,
} from '@promenade/core/testing';
import { customerCreated } from '@promenade/proto';
import plugin from './plugin.js';

const path = '/api/sample-plugin/v1/milestones';
const now = new Date('2026-11-21T09:00:00Z');

let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin], clock: new FakeClock(now) });
});
afterAll(() => host?.stop());

beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId });
  await turn(true);
});

const turn = (enabled: boolean) =>
  host.directory.switch(merchantId, { pluginId: 'sample-plugin', enabled, by: 'test' });
const set = (body: unknown, as = token) => host.api.call('POST', path, { token: as, body });
const list = (query = '', as = token) => host.api.call('GET', `${path}${query}`, { token: as });

/** Sends `customer.created` as the customer service does. */
const customerComes = (event_id: string) =>
  host.database.transaction(merchantId, (tx) =>
    new Outbox(new AvroCodec(), '/test').append(
      tx,
      customerCreated,
      [
        {
          event_id,
          customer_id: randomUUID(),
          merchant_id: merchantId,
          locale: 'ar',
          segments: [],
          occurred_at: now,
        },
      ],
      { id: (event) => event.event_id },
    ),
  );

describe('milestones', () => {
  test('are set and listed newest first, page by page', async () => {
    const first = await set({ title: 'A beginning', customers: 10 });
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      milestone_id: expect.any(String),
      title: 'A beginning',
      customers: 10,
      reached_percent: 0,
      created_at: '2026-11-21T09:00:00.000Z',
    });
    const second = await set({ title: 'Well known', customers: 1_000 });

    const { body: newest } = await list('?limit=1');
    expect(newest).toEqual({ items: [second.body], next_cursor: expect.any(String) });
    const { body: oldest } = await list(`?limit=1&cursor=${String(newest.next_cursor)}`);
    expect(oldest).toEqual({ items: [first.body], next_cursor: null });
  });

  test('are not set twice at the same number', async () => {
    await set({ title: 'A beginning', customers: 10 });
    const { status, body } = await set({ title: 'Ten', customers: 10 });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'milestone-exists',
      detail: 'A milestone at 10 customers is set already. Choose another number.',
    });
  });

  test.each([
    ['no title', { title: ' ', customers: 10 }, '/title'],
    ['no customers', { title: 'None', customers: 0 }, '/customers'],
    ['an unknown field', { title: 'Ten', customers: 10, colour: 'red' }, '/colour'],
  ])('are refused with %s, by the path of the field', async (_case, sent, at) => {
    const { status, body } = await set(sent);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: at })]);
    expect((await list()).body.items).toEqual([]);
  });

  test('count every customer once, and while the plugin is off too', async () => {
    await set({ title: 'Four', customers: 4 });
    await turn(false);
    const twice = randomUUID();
    await customerComes(twice);
    await customerComes(twice);
    await customerComes(randomUUID());
    await turn(true);
    await eventually(async () => {
      expect((await list()).body.items).toMatchObject([{ title: 'Four', reached_percent: 50 }]);
    });
  });
});

describe('who may do what', () => {
  test('a viewer sees them and sets none; a customer sees none', async () => {
    const viewer = await host.token({ merchantId, roles: ['merchant-viewer'] });
    expect((await list('', viewer)).status).toBe(200);
    expect((await set({ title: 'Ten', customers: 10 }, viewer)).status).toBe(403);
    const customer = await host.token({ merchantId, roles: ['customer'] });
    expect((await list('', customer)).status).toBe(403);
  });

  test('nobody while the plugin is off; what was set is kept', async () => {
    await set({ title: 'Ten', customers: 10 });
    await turn(false);
    const off = await list();
    expect(off.status).toBe(404);
    expect(off.body).toMatchObject({ code: 'plugin-not-enabled' });
    await turn(true);
    expect((await list()).body.items).toHaveLength(1);
  });

  test('another merchant finds nothing, in SQL neither', async () => {
    await set({ title: 'Ten', customers: 10 });
    const text = 'select 1 from sample_plugin.milestone';
    const { application } = host.urls;
    expect(await queryAs(asMerchant(application, merchantId), text)).toHaveLength(1);
    expect(await queryAs(asMerchant(application, randomUUID()), text)).toEqual([]);
    expect(await queryAs(application, text)).toEqual([]);
  });
});
