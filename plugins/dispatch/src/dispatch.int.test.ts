import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import { customerCreated, customerDeleted, customerUpdated } from '@promenade/proto';
import dispatch from './plugin.js';
import {
  countOf,
  createCustomers,
  eventRecord,
  lagOf,
  outbox,
  sendDay,
  sendEvents,
  settled,
} from './testing/dispatch-fixtures.js';
import { keptForLong } from './testing/kept-for-long.js';

const today = '2026-11-21';

describe('the dispatcher', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({
      plugins: [dispatch, inbox],
      config: { ...keptForLong, dispatch: { chunk_size: 10 } },
    });
  });
  afterAll(() => host.stop());

  const titles = async (merchantId: string): Promise<Record<string, string>> => {
    const rows = await queryAs<{ user_id: string; title: string }>(
      host.urls.application,
      `select user_id, content->>'title' as title from inbox.customer_message`,
      [],
      merchantId,
    );
    return Object.fromEntries(rows.map(({ user_id, title }) => [user_id, title]));
  };

  it('writes one message per customer in the customer’s language, else English', async () => {
    const merchant = randomUUID();
    const [english = '', arabic = '', hebrew = '', saudi = ''] = await createCustomers(
      host,
      merchant,
      ['en', 'ar', 'he', 'ar-SA'],
    );
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await settled(host);
    expect(await titles(merchant)).toEqual({
      [english]: 'Winter',
      [arabic]: 'شتاء',
      [hebrew]: 'Winter',
      [saudi]: 'شتاء',
    });
  });

  it('writes in the merchant’s language where the customer’s has no content', async () => {
    const merchant = randomUUID();
    const [english = '', hebrew = ''] = await createCustomers(host, merchant, ['en', 'he']);
    await host.settings.change(
      {
        merchantId: merchant,
        pluginId: 'dispatch',
        roles: ['merchant-admin'],
        revision: 0,
        by: 'dana',
      },
      { fallback_locale: 'ar' },
    );
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await settled(host);
    expect(await titles(merchant)).toEqual({ [english]: 'Winter', [hebrew]: 'شتاء' });
  });

  it('writes nothing twice when the slices of a day come again, and a message for each further day', async () => {
    const merchant = randomUUID();
    await createCustomers(host, merchant, ['en', 'en', 'en']);
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await sendDay(host, event, today);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(3);
    await sendDay(host, event, '2026-11-22');
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(6);
  });

  it('writes each day with the content that the event has then, and leaves days before as they are', async () => {
    const merchant = randomUUID();
    const [english = '', arabic = ''] = await createCustomers(host, merchant, ['en', 'ar']);
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await settled(host);
    // Arabic is left out, and what the first day says in Arabic stays.
    const content = { en: { title: 'Winter again', body: 'Longer' } };
    const changed = { ...event, version: 3, content };
    await sendEvents(host, merchant, [changed]);
    await sendDay(host, changed, '2026-11-22');
    await settled(host);
    const read = async (subject: string) => {
      const token = await host.token({ merchantId: merchant, subject, roles: ['customer'] });
      const { body } = await host.api.call('GET', '/api/inbox/v1/messages', { token });
      return body.items;
    };
    const again = { content: content.en };
    expect(await read(english)).toMatchObject([again, { content: event.content.en }]);
    expect(await read(arabic)).toMatchObject([again, { content: event.content.ar }]);
  });

  it('goes through a slice in chunks of the configured size, each with its ledger row', async () => {
    const merchant = randomUUID();
    await createCustomers(
      host,
      merchant,
      Array.from({ length: 25 }, () => 'en'),
    );
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today, 1);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(25);
    const chunks = await queryAs(
      host.urls.application,
      'select chunk, recipients, is_last from dispatch.chunk order by chunk',
      [],
      merchant,
    );
    expect(chunks).toEqual([
      { chunk: 1, recipients: 10, is_last: false },
      { chunk: 2, recipients: 10, is_last: false },
      { chunk: 3, recipients: 5, is_last: true },
    ]);
  });

  it('writes only what is missing when the ledger of a delivered slice was lost', async () => {
    const merchant = randomUUID();
    await createCustomers(host, merchant, ['en', 'ar']);
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today, 1);
    await settled(host);
    await queryAs(host.urls.application, 'delete from dispatch.chunk', [], merchant);
    await createCustomers(host, merchant, ['he']);
    await sendDay(host, event, today, 1);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(3);
    expect(await countOf(host, merchant, 'dispatch.chunk')).toBe(1);
  });

  it('waits for the event when a slice is ahead of it', async () => {
    const merchant = randomUUID();
    await createCustomers(host, merchant, ['en']);
    const event = eventRecord(merchant);
    await sendDay(host, event, today, 1);
    await eventually(async () => expect(await lagOf(host, 'promotion.dispatch')).toBe(1));
    expect(await countOf(host, merchant, 'inbox.message')).toBe(0);
    await sendEvents(host, merchant, [event]);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(1);
  });

  it('delivers nothing of an event that was deleted meanwhile, and ignores stale versions', async () => {
    const merchant = randomUUID();
    await createCustomers(host, merchant, ['en']);
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [
      eventRecord(merchant, { ...event, version: 3, status: 'DELETED' }),
      event,
    ]);
    await sendDay(host, event, today);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(0);
  });

  it('follows customers who change their language or leave', async () => {
    const merchant = randomUUID();
    const [changed = '', gone = ''] = await createCustomers(host, merchant, ['en', 'en']);
    const occurred_at = new Date();
    await host.database.transaction(merchant, async (tx) => {
      const base = { merchant_id: merchant, occurred_at };
      await outbox.append(tx, customerUpdated, [
        { ...base, event_id: randomUUID(), customer_id: changed, locale: 'ar', segments: [] },
      ]);
      await outbox.append(tx, customerDeleted, [
        { ...base, event_id: randomUUID(), customer_id: gone },
      ]);
    });
    await eventually(async () => {
      expect(await lagOf(host, 'customer.deleted')).toBe(0);
      expect(await lagOf(host, 'customer.updated')).toBe(0);
    });
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await settled(host);
    expect(await titles(merchant)).toEqual({ [changed]: 'شتاء' });
  });

  it('does not bring back a customer whose creation is read after the deletion', async () => {
    const merchant = randomUUID();
    const customer = { customer_id: randomUUID(), merchant_id: merchant };
    const created = {
      ...customer,
      locale: 'en',
      segments: [],
      occurred_at: new Date('2026-01-01T00:00:00Z'),
    };
    const deleted = { ...customer, occurred_at: new Date('2026-01-02T00:00:00Z') };
    await host.database.transaction(merchant, (tx) =>
      outbox.append(tx, customerDeleted, [{ ...deleted, event_id: randomUUID() }]),
    );
    await eventually(async () => {
      expect(await countOf(host, merchant, 'dispatch.audience')).toBe(1);
    });
    await host.database.transaction(merchant, (tx) =>
      outbox.append(tx, customerCreated, [{ ...created, event_id: randomUUID() }]),
    );
    await eventually(async () => expect(await lagOf(host, 'customer.created')).toBe(0));
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    await sendDay(host, event, today);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(0);
  });

  it('delivers the slices of a planned day after the event has expired, and none for an unknown audience', async () => {
    const merchant = randomUUID();
    await createCustomers(host, merchant, ['en']);
    const event = eventRecord(merchant);
    const unknown = eventRecord(merchant, {
      audience: { kind: 'UNKNOWN', names: [], customers: [] },
    });
    await sendEvents(host, merchant, [event, { ...event, version: 3, status: 'EXPIRED' }, unknown]);
    await sendDay(host, event, today);
    await sendDay(host, unknown, today);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(1);
  });

  it('lets the days pass while the inbox is off for a merchant, and knows new customers afterwards', async () => {
    const merchant = randomUUID();
    const other = randomUUID();
    const event = eventRecord(merchant);
    const otherEvent = eventRecord(other);
    await host.directory.switch(merchant, { pluginId: 'inbox', enabled: false, by: 'test' });
    await createCustomers(host, merchant, ['en']);
    await createCustomers(host, other, ['en']);
    await sendEvents(host, merchant, [event]);
    await sendEvents(host, other, [otherEvent]);
    await sendDay(host, event, today);
    await sendDay(host, otherEvent, today);
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(0);
    expect(await countOf(host, other, 'inbox.message')).toBe(1);

    await host.directory.switch(merchant, { pluginId: 'inbox', enabled: true, by: 'test' });
    await sendDay(host, event, '2026-11-22');
    await settled(host);
    expect(await countOf(host, merchant, 'inbox.message')).toBe(1);
  });
});
