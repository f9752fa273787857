import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  eventually,
  kafkaOfTests,
  queryAs,
  registryOfTests,
  type TestHost,
} from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import scheduling from '@promenade/plugin-scheduling';
import dispatch from './plugin.js';
import { countOf, createCustomers } from './testing/dispatch-fixtures.js';
import { zoneByDay } from './testing/zone-by-day.js';

const plugins = [scheduling, inbox, dispatch];

const event = {
  title: 'Winter days',
  promotion_package: 'winter-2026',
  start_datetime: new Date(Date.now() - 60_000).toISOString(),
  end_datetime: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  timezone: zoneByDay(),
  dispatch_time: '00:00',
  content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
};

const withoutRegistry = {
  title: 'without a schema registry',
  options: () => ({}),
  contentType: 'application/avro',
};
const withRegistry = {
  title: 'with a schema registry',
  options: () => ({ schemas: registryOfTests() }),
  contentType: 'application/vnd.confluent.avro',
};

describe.each([withoutRegistry, withRegistry])(
  'two hosts over Apache Kafka, one of them for consumers only, $title',
  ({ options, contentType }) => {
    const kafka = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
    let front: TestHost;
    let consumers: TestHost;

    beforeAll(async () => {
      const shared = { plugins, kafka, ...options() };
      front = await createTestHost({ ...shared, roles: ['http', 'grpc', 'relay', 'timers'] });
      consumers = await createTestHost({ ...shared, roles: ['consumers'], urls: front.urls });
    });
    afterAll(async () => {
      await consumers?.stop();
      await front?.stop();
    });

    it('do the main job together: a published event reaches each customer once', async () => {
      const [customer = ''] = await createCustomers(
        front,
        front.merchantId,
        Array.from({ length: 200 }, () => 'en'),
      );
      const admin = await front.token();
      const created = await front.api.call('POST', '/api/scheduling/v1/events', {
        token: admin,
        body: event,
      });
      const published = await front.api.call(
        'POST',
        `/api/scheduling/v1/events/${String(created.body.event_id)}/publish`,
        { token: admin, headers: { 'if-match': created.headers.get('etag') ?? '' } },
      );
      expect(published.status).toBe(200);
      await eventually(async () => {
        expect(await countOf(front, front.merchantId, 'inbox.message')).toBe(200);
      }, 45_000);
      const token = await front.token({ subject: customer, roles: ['customer'] });
      const { body } = await front.api.call('GET', '/api/inbox/v1/messages', { token });
      expect(body.items).toMatchObject([{ content: { title: 'Winter days' } }]);
    });

    it('write the records in the form that the installation has', async () => {
      const rows = await queryAs(
        front.urls.relay,
        `select distinct headers->>'content-type' as form from promenade.outbox
       where aggregatetype like 'promotion.%'`,
      );
      expect(rows).toEqual([{ form: contentType }]);
    });

    it('show the consumer’s side nothing but operations', async () => {
      expect((await consumers.api.call('GET', '/ready')).status).toBe(200);
      expect((await consumers.api.call('GET', '/api/openapi.json')).status).toBe(404);
      expect(consumers.grpcPort).toBe(0);
    });
  },
);
