import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestHost,
  eventually,
  type TestHost,
  type TestHostOptions,
} from '@promenade/core/testing';
import { promotionEvents } from '@promenade/proto';
import { atRest, deadLettersOf, groupReplayOf } from './at-rest.js';
import { countOf, createCustomers, eventRecord, outbox, sendEvents } from './dispatch-fixtures.js';
import { shippedPlugins } from './shipped-plugins.js';
import { exactSnapshot } from './table-snapshot.js';
import { zoneByDay } from './zone-by-day.js';

const event = {
  title: 'Winter days',
  promotion_package: 'winter-2026',
  start_datetime: new Date(Date.now() - 60_000).toISOString(),
  end_datetime: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  timezone: zoneByDay(),
  dispatch_time: '00:00',
  content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
};

/** PostgreSQL's jsonb holds no NUL: the record can be read, and its handler fails for ever. */
const poison = { en: { title: 'poison\0', body: 'poison' } };

/** What holds for the plugins that ship when records come again, or cannot be handled, whatever carries them. */
export const replayContract = (name: string, options: Pick<TestHostOptions, 'kafka'>): void => {
  describe(`all plugins over ${name}`, () => {
    let host: TestHost;
    let merchant: string;
    const rest = () => atRest(host, options.kafka !== undefined);

    beforeAll(async () => {
      host = await createTestHost({ plugins: shippedPlugins, ...options });
      merchant = host.merchantId;
    });
    afterAll(() => host?.stop());

    it('do the main job', async () => {
      await createCustomers(
        host,
        merchant,
        Array.from({ length: 20 }, () => 'en'),
      );
      const token = await host.token();
      const created = await host.api.call('POST', '/api/scheduling/v1/events', {
        token,
        body: event,
      });
      const path = `/api/scheduling/v1/events/${String(created.body.event_id)}/publish`;
      const headers = { 'if-match': created.headers.get('etag') ?? '' };
      expect((await host.api.call('POST', path, { token, headers })).status).toBe(200);
      await eventually(async () => {
        expect(await countOf(host, merchant, 'inbox.message')).toBe(20);
      }, 45_000);
      await rest();
    });

    it('set a poison record aside after its retries, and go on with the others of its partition', async () => {
      const bad = eventRecord(merchant, { content: poison });
      const good = Array.from({ length: 3 }, () => eventRecord(merchant));
      await host.database.transaction(merchant, (tx) =>
        outbox.append(tx, promotionEvents, [good[0] ?? bad, bad, ...good.slice(1)], {
          partition: () => 0,
        }),
      );
      await rest();
      const { items } = await deadLettersOf(host).list({ merchantId: merchant }, { limit: 10 });
      expect(items).toMatchObject([
        { topic: 'promotion.events', group: 'dispatch', key: bad.event_id, attempts: 6 },
      ]);
      const snapshot = await exactSnapshot(host, merchant);
      const known = snapshot['dispatch.published_event']?.join('\n') ?? '';
      for (const { event_id } of good) expect(known).toContain(event_id);
      expect(known).not.toContain(bad.event_id);
    });

    it('set it aside again when it is replayed, with nothing changed', async () => {
      const letters = deadLettersOf(host);
      const { items } = await letters.list({ merchantId: merchant }, { limit: 10 });
      const before = await exactSnapshot(host, merchant);
      await letters.replay(items[0]?.id ?? '', { by: 'test' });
      await eventually(async () => {
        const open = await letters.list({ merchantId: merchant, state: 'open' }, { limit: 10 });
        expect(open.items).toMatchObject([{ origin: items[0]?.origin, attempts: 6 }]);
        expect(open.items[0]?.id).not.toBe(items[0]?.id);
      }, 30_000);
      expect(await exactSnapshot(host, merchant)).toEqual(before);
    });

    it('change no row when every group is given everything again, while they run', async () => {
      await rest();
      const before = await exactSnapshot(host, merchant);
      expect(before['inbox.message']).toHaveLength(20);
      const replay = groupReplayOf(host);
      for (const { group, topic } of await replay.groups()) await replay.replay({ group, topic });
      // The poison record comes again too, so one sees that they were given again.
      await eventually(async () => {
        const found = await deadLettersOf(host).list({ merchantId: merchant }, { limit: 10 });
        expect(found.items).toHaveLength(3);
      }, 60_000);
      await rest();
      expect(await exactSnapshot(host, merchant)).toEqual(before);
    });

    it('take new events afterwards', async () => {
      const next = eventRecord(merchant);
      await sendEvents(host, merchant, [next]);
      await rest();
      const snapshot = await exactSnapshot(host, merchant);
      expect(snapshot['dispatch.published_event']?.join('\n')).toContain(next.event_id);
    });
  });
};
