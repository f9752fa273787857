import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  AvroCodec,
  createTestHost,
  eventually,
  queryAs,
  type TestHost,
} from '@promenade/core/testing';
import {
  auditLog,
  customerCreated,
  type EventContract,
  vipTierAssigned,
  vipTierUpdated,
} from '@promenade/proto';
import plugin from '../plugin.js';
import { gold } from '../testing/gold.js';

const path = '/api/campaign-vip/v1/tiers';
const bronze = { tier_id: 'bronze', name: 'Bronze', min_points: 0 };
const codec = new AvroCodec();
let host: TestHost;
let merchantId: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin], rateLimits: { campaign: 10_000 } });
});
beforeEach(() => {
  merchantId = randomUUID();
});
afterAll(() => host?.stop());

interface Produced<T> {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly event: T;
}
/** What stands in the outbox for the merchant, in the order in which it was written. */
const produced = async <T>(contract: EventContract<T>): Promise<Produced<T>[]> => {
  const rows = await queryAs<{ key: string; headers: Record<string, string>; payload: Buffer }>(
    host.urls.application,
    `select aggregateid as key, headers, payload from promenade.outbox
     where aggregatetype = $1 order by sequence`,
    [contract.topic],
    merchantId,
  );
  return rows.map(({ key, headers, payload }) => ({
    key,
    headers,
    event: codec.decode(contract, payload),
  }));
};
const assignments = () =>
  queryAs<{ customer_id: string; tier_id: string }>(
    host.urls.application,
    'select customer_id, tier_id from campaign_vip.vip_tier_assignments order by customer_id',
    [],
    merchantId,
  );
const call = async (method: string, to: string, body: object, headers = {}) =>
  host.api.call(method, to, {
    token: await host.token({ merchantId, subject: 'dana-7' }),
    body,
    headers,
  });
const create = async (tier: object): Promise<void> => {
  expect(await call('POST', path, tier)).toMatchObject({ status: 201 });
};

interface Created {
  readonly eventId: string;
  readonly customerId: string;
  readonly correlationId: string;
}
const newCustomer = (customerId: string = randomUUID()): Created => ({
  eventId: randomUUID(),
  customerId,
  correlationId: `trace-${randomUUID()}`,
});
/** Writes records as the core service's relay would; the same event may be written again. */
const deliver = async (events: readonly Created[]): Promise<void> => {
  for (const { eventId, customerId, correlationId } of events) {
    const payload = codec.encode(customerCreated, {
      event_id: eventId,
      customer_id: customerId,
      merchant_id: merchantId,
      locale: 'ar',
      segments: [],
      occurred_at: new Date(),
    });
    const headers = {
      ce_specversion: '1.0',
      ce_id: eventId,
      ce_type: customerCreated.type,
      ce_source: '/core-service',
      ce_time: new Date().toISOString(),
      ce_merchantid: merchantId,
      ce_correlationid: correlationId,
      'content-type': 'application/avro',
    };
    await queryAs(
      host.urls.application,
      `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
       values ($1, $2, $3, $2, $4, $5, $6)`,
      [eventId, customerCreated.topic, customerId, payload, headers, merchantId],
      merchantId,
    );
  }
};
/** All that was delivered so far has been handled. */
const settled = () =>
  eventually(async () => {
    const [row] = await queryAs<{ done: boolean }>(
      host.urls.relay,
      `select bool_and(position is not null and position <= (
         select coalesce(max(position), 0) from promenade.consumer_offset
         where consumer_group = 'campaign-vip' and topic = $1)) as done
       from promenade.outbox where aggregatetype = $1`,
      [customerCreated.topic],
    );
    expect(row?.done).toBe(true);
  });

describe('a new customer', () => {
  test('is put into the tier that needs no points, and others are told', async () => {
    await create(gold);
    await create(bronze);
    const customer = newCustomer();
    await deliver([customer]);
    await settled();
    expect(await assignments()).toEqual([{ customer_id: customer.customerId, tier_id: 'bronze' }]);

    const [assigned, ...more] = await produced(vipTierAssigned);
    expect(more).toEqual([]);
    expect(assigned).toEqual({
      key: customer.customerId,
      headers: expect.objectContaining({
        ce_id: assigned?.event.event_id,
        ce_type: 'vip_tier.assigned',
        ce_merchantid: merchantId,
        ce_correlationid: customer.correlationId,
      }),
      event: {
        event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        customer_id: customer.customerId,
        merchant_id: merchantId,
        tier_id: 'bronze',
        assigned_at: expect.any(Date),
      },
    });
    const evidence = (await produced(auditLog)).at(-1);
    expect(evidence).toMatchObject({
      key: merchantId,
      headers: { ce_correlationid: customer.correlationId },
      event: {
        actor: 'plugin:campaign-vip',
        action: 'vip_tier.assigned',
        entity_type: 'vip_tier_assignment',
        entity_id: customer.customerId,
        changed_fields: ['tier_id'],
        before_hash: null,
      },
    });
  });

  test('is assigned once, however often the event comes, and whatever comes between', async () => {
    await create(bronze);
    const customers = Array.from({ length: 30 }, () => newCustomer());
    const again = customers.map(({ customerId }) => newCustomer(customerId));
    await deliver([...customers, ...customers.toReversed()]);
    await deliver([...again, ...customers]);
    await settled();
    expect(await assignments()).toHaveLength(30);
    const told = await produced(vipTierAssigned);
    expect(told.map(({ key }) => key).sort()).toEqual(
      customers.map(({ customerId }) => customerId).sort(),
    );
    // Each has the correlation id of the event that it follows from, though they were handled together.
    const traces = new Map(customers.map((one) => [one.customerId, one.correlationId]));
    for (const { key, headers } of told) expect(headers.ce_correlationid).toBe(traces.get(key));
  });

  test('is not assigned where the lowest tier has to be earned', async () => {
    await create(gold);
    await deliver([newCustomer()]);
    await settled();
    expect(await assignments()).toEqual([]);
    expect(await produced(vipTierAssigned)).toEqual([]);
  });

  test('is not assigned while the plugin is off for the merchant', async () => {
    await create(bronze);
    const change = { pluginId: 'campaign-vip', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    await deliver([newCustomer()]);
    await settled();
    expect(await assignments()).toEqual([]);
  });
});

describe('a change of a tier', () => {
  const hash = /^[0-9a-f]{64}$/;

  test('is told of with its fields, and leaves evidence of who did it', async () => {
    await create(gold);
    const trace = { 'x-correlation-id': 'trace-tier' };
    const changed = { ...gold, name: 'Golden', discount_percentage: 12 };
    const put = await call('PUT', `${path}/gold`, changed, { ...trace, 'if-match': '"1"' });
    expect(put.status).toBe(200);

    const told = await produced(vipTierUpdated);
    expect(told.map(({ event }) => [event.version, event.updated_fields])).toEqual([
      [1, expect.arrayContaining(['tier_id', 'name', 'benefits', 'translations'])],
      [2, ['name', 'discount_percentage']],
    ]);
    const update = told[1];
    expect(update).toMatchObject({
      key: 'gold',
      headers: { ce_id: update?.event.event_id, ce_correlationid: 'trace-tier' },
      event: {
        merchant_id: merchantId,
        tier_id: 'gold',
        updated_at: new Date(String(put.body.updated_at)),
      },
    });

    const evidence = (await produced(auditLog)).map(({ event }) => event);
    expect(evidence).toMatchObject([
      { action: 'vip_tier.created', before_hash: null, after_hash: expect.stringMatching(hash) },
      {
        action: 'vip_tier.updated',
        actor: 'dana-7',
        entity_type: 'vip_tier',
        entity_id: 'gold',
        changed_fields: ['name', 'discount_percentage'],
        after_hash: expect.stringMatching(hash),
      },
    ]);
    expect(evidence[1]?.before_hash).toBe(evidence[0]?.after_hash);
    expect(evidence[1]?.after_hash).not.toBe(evidence[0]?.after_hash);
    expect(JSON.stringify(evidence)).not.toContain('Gold');
  });

  test('has the documented hash', async () => {
    await create(bronze);
    const [evidence] = await produced(auditLog);
    const canonical =
      '{"benefits":{},"discount_percentage":0,"exclusive_access":false,"free_shipping":false,"locale":"en","min_points":0,"name":"Bronze","tier_id":"bronze","translations":{}}';
    expect(evidence?.event.after_hash).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  test('that is refused is told to nobody', async () => {
    await create(gold);
    expect((await call('POST', path, gold)).status).toBe(409);
    const stale = await call('PUT', `${path}/gold`, gold, { 'if-match': '"7"' });
    expect(stale.status).toBe(412);
    expect(await produced(vipTierUpdated)).toHaveLength(1);
    expect(await produced(auditLog)).toHaveLength(1);
  });
});
