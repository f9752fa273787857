import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, type TestHost } from '@promenade/core/testing';
import { customerCreated, vipTierAssigned } from '@promenade/proto';
import { atRest } from './testing/at-rest.js';
import { outbox } from './testing/dispatch-fixtures.js';
import { shippedPlugins } from './testing/shipped-plugins.js';

const customers = {
  emma: { id: randomUUID(), locale: 'en', segments: ['new', 'app'] },
  layla: { id: randomUUID(), locale: 'ar-SA', segments: ['app'] },
  noam: { id: randomUUID(), locale: 'he', segments: [] },
  sami: { id: randomUUID(), locale: 'ar', segments: ['new'] },
};
type Name = keyof typeof customers;
const all = Object.keys(customers) as Name[];
const { emma, noam } = customers;

describe('an event that is made and published by HTTP', () => {
  let host: TestHost;
  let admin: string;

  /** A tier of the merchant, as its staff makes it. */
  const makeTier = async (tier_id: string, min_points: number): Promise<void> => {
    const made = await host.api.call('POST', '/api/campaign-vip/v1/tiers', {
      token: admin,
      body: { tier_id, name: tier_id, min_points },
    });
    expect(made.status).toBe(201);
  };

  beforeAll(async () => {
    host = await createTestHost({ plugins: shippedPlugins });
    admin = await host.token();
    await makeTier('welcome', 0);
    await makeTier('gold', 1_000);
    const { merchantId: merchant_id } = host;
    await host.database.transaction(merchant_id, (tx) =>
      outbox.append(
        tx,
        customerCreated,
        Object.values(customers).map(({ id, locale, segments }) => ({
          event_id: randomUUID(),
          merchant_id,
          customer_id: id,
          locale,
          segments,
          occurred_at: new Date(),
        })),
      ),
    );
    // Each of them is put into the tier of whoever is new; one of them then rises.
    await atRest(host);
    await host.database.transaction(merchant_id, (tx) =>
      outbox.append(tx, vipTierAssigned, [
        {
          event_id: randomUUID(),
          merchant_id,
          customer_id: emma.id,
          tier_id: 'gold',
          assigned_at: new Date(Date.now() + 60_000),
        },
      ]),
    );
    await atRest(host);
  });
  afterAll(() => host?.stop());

  const publish = async (audience: object): Promise<string> => {
    const created = await host.api.call('POST', '/api/scheduling/v1/events', {
      token: admin,
      body: {
        title: 'Winter days',
        promotion_package: 'winter-2026',
        start_datetime: new Date(Date.now() - 60_000).toISOString(),
        end_datetime: new Date(Date.now() + 86_400_000).toISOString(),
        timezone: 'UTC',
        dispatch_time: '00:00',
        content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
        audience,
      },
    });
    expect(created.status).toBe(201);
    const eventId = String(created.body.event_id);
    const published = await host.api.call('POST', `/api/scheduling/v1/events/${eventId}/publish`, {
      token: admin,
      headers: { 'if-match': created.headers.get('etag') ?? '' },
    });
    expect(published.status).toBe(200);
    return eventId;
  };

  /** Waits until the event's day is done; then nobody gets a message of it any more. */
  const delivered = (eventId: string): Promise<void> =>
    eventually(async () => {
      const path = `/api/dispatch/v1/events/${eventId}/days`;
      const { body } = await host.api.call('GET', path, { token: admin });
      const states = (body.items as unknown as readonly { state: string }[]).map(
        ({ state }) => state,
      );
      // One day, or two when midnight passes meanwhile.
      expect(new Set(states)).toEqual(new Set(['DONE']));
    }, 60_000);

  const has = async (name: Name, eventId: string): Promise<boolean> => {
    const token = await host.token({ subject: customers[name].id, roles: ['customer'] });
    const path = `/api/inbox/v1/messages?event_id=${eventId}`;
    const { status, body } = await host.api.call('GET', path, { token });
    expect(status).toBe(200);
    return (body.items as unknown as readonly object[]).length > 0;
  };

  it.each<[object, readonly Name[]]>([
    [{ kind: 'everyone' }, all],
    [{ kind: 'tiers', tier_ids: ['gold'] }, ['emma']],
    [{ kind: 'tiers', tier_ids: ['welcome'] }, ['layla', 'noam', 'sami']],
    [{ kind: 'locales', locales: ['ar', 'he'] }, ['layla', 'noam', 'sami']],
    [{ kind: 'locales', locales: ['ar-SA'] }, ['layla']],
    [{ kind: 'segments', segments: ['new'] }, ['emma', 'sami']],
    [{ kind: 'list', customer_ids: [noam.id, emma.id, randomUUID()] }, ['emma', 'noam']],
  ])('for %j reaches exactly %j', async (audience, reached) => {
    const eventId = await publish(audience);
    await delivered(eventId);
    const readers: Name[] = [];
    for (const name of all) if (await has(name, eventId)) readers.push(name);
    expect(readers).toEqual(reached);
  });
});
