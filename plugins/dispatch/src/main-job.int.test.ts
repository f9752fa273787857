import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AvroCodec, Outbox } from '@promenade/core';
import { createTestHost, eventually, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import scheduling from '@promenade/plugin-scheduling';
import { type CustomerCreatedRecord, customerCreated } from '@promenade/proto';
import dispatch from './plugin.js';

const event = {
  title: 'Winter days',
  promotion_package: 'winter-2026',
  start_datetime: new Date(Date.now() - 60_000).toISOString(),
  end_datetime: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  timezone: 'Asia/Jerusalem',
  dispatch_time: '00:00',
  content: {
    en: { title: 'Winter days', body: 'Ten percent off.' },
    ar: { title: 'أيام الشتاء', body: 'خصم عشرة بالمئة.' },
  },
};

const customer = (merchantId: string, locale: string): CustomerCreatedRecord => ({
  event_id: randomUUID(),
  customer_id: randomUUID(),
  merchant_id: merchantId,
  locale,
  occurred_at: new Date(),
});

describe('a published promotion event', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [scheduling, dispatch, inbox] });
  });
  afterAll(() => host.stop());

  const createCustomers = async (customers: readonly CustomerCreatedRecord[]): Promise<void> => {
    const outbox = new Outbox(new AvroCodec(), '/test');
    await host.database.transaction(host.merchantId, (tx) =>
      outbox.append(tx, customerCreated, customers, { id: ({ event_id }) => event_id }),
    );
  };

  it('reaches every customer once, in the customer’s language', async () => {
    const customers = ['en', 'ar', 'he', 'ar-SA'].map((locale) =>
      customer(host.merchantId, locale),
    );
    await createCustomers(customers);
    const admin = await host.token();
    const created = await host.api.call('POST', '/api/scheduling/v1/events', {
      token: admin,
      body: event,
    });
    expect(created).toMatchObject({ status: 201, body: { status: 'DRAFT', version: 1 } });
    const published = await host.api.call(
      'POST',
      `/api/scheduling/v1/events/${String(created.body.event_id)}/publish`,
      { token: admin, headers: { 'if-match': created.headers.get('etag') ?? '' } },
    );
    expect(published).toMatchObject({ status: 200, body: { status: 'PUBLISHED', version: 2 } });

    const titles = await Promise.all(
      customers.map(async ({ customer_id }) => {
        const token = await host.token({ subject: customer_id, roles: ['customer'] });
        return eventually(async () => {
          const { body } = await host.api.call('GET', '/api/inbox/v1/messages', { token });
          expect(body.items).toHaveLength(1);
          return (body.items as unknown as { content: { title: string } }[])[0]?.content.title;
        });
      }),
    );
    expect(titles).toEqual(['Winter days', 'أيام الشتاء', 'Winter days', 'أيام الشتاء']);
  });
});
