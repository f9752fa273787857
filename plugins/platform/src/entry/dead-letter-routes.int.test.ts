import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import platform from '../plugin.js';
import { notes } from '../testing/sample-plugins.js';

const path = '/api/platform/v1/dead-letters';
let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [platform, notes] });
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId, roles: ['platform-admin'], subject: 'pat' });
});
afterAll(() => host?.stop());

/** Lays a record in the dead-letter topic of a group, as a consumer does. @returns its id */
const setAside = async (headers: Record<string, string> = {}, merchant = merchantId) => {
  const all = {
    ce_id: randomUUID(),
    ce_type: 'note.written',
    ce_time: new Date().toISOString(),
    ce_merchantid: merchant,
    ce_correlationid: 'c',
    dlq_topic: 'note.written',
    dlq_group: 'digest',
    dlq_position: '7',
    dlq_attempts: '6',
    dlq_error: 'RangeError',
    dlq_message: 'indigestible',
    ...headers,
  };
  const sequence = await queryAs<{ sequence: string }>(
    host.urls.application,
    `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
     values (gen_random_uuid(), 'note.written.digest.dlq', 'k', 'note.written', 'garbage', $1, $2)
     returning sequence`,
    [JSON.stringify(all), merchant],
    merchant,
  );
  return eventually(async () => {
    const [row] = await queryAs<{ position: string | null }>(
      host.urls.relay,
      'select position from promenade.outbox where sequence = $1',
      [sequence[0]?.sequence],
    );
    if (!row?.position) throw new Error('it is not stamped yet');
    return `note.written.digest.dlq@${row.position}`;
  });
};
const list = async (query = '', as = token) =>
  (await host.api.call('GET', `${path}${query}`, { token: as })).body;
const post = (action: string, body: unknown, as = token) =>
  host.api.call('POST', `${path}/${action}`, { token: as, body });

describe('the dead letters of a merchant', () => {
  test('are listed newest first, page by page, and filtered', async () => {
    expect(await list()).toEqual({ items: [], next_cursor: null });
    const first = await setAside();
    const second = await setAside();
    expect(await list()).toMatchObject({
      items: [
        { id: second, state: 'open' },
        { id: first, topic: 'note.written', group: 'digest', origin: '7', error: 'RangeError' },
      ],
    });
    const page = await list('?limit=1');
    expect(page).toMatchObject({ items: [{ id: second }] });
    const next = await list(`?limit=1&cursor=${String(page.next_cursor)}`);
    expect(next).toMatchObject({ items: [{ id: first }] });
    expect(await list('?group=other')).toMatchObject({ items: [] });
    expect(await list('?topic=note.written&group=digest')).toMatchObject({ items: [{}, {}] });
    const wrong = await host.api.call('GET', `${path}?cursor=nonsense`, { token });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });

  test('are shown with headers and payload', async () => {
    const id = await setAside();
    const shown = await host.api.call('GET', `${path}/${encodeURIComponent(id)}`, { token });
    expect(shown).toMatchObject({
      status: 200,
      body: {
        id,
        headers: { ce_correlationid: 'c', dlq_message: 'indigestible' },
        event: null,
        unreadable: expect.stringContaining('no installed plugin takes note.written'),
        hex: Buffer.from('garbage').toString('hex'),
      },
    });
  });

  test('are replayed and discarded, several at once, by somebody', async () => {
    const [one, two, three] = [await setAside(), await setAside(), await setAside()];
    const replayed = await post('replay', { ids: [one, two, 'nonsense'] });
    expect(replayed).toMatchObject({
      status: 200,
      body: { done: [one, two], refused: [{ id: 'nonsense', code: 'dead-letter-not-found' }] },
    });
    const discarded = await post('discard', { ids: [three, one], reason: 'a test order' });
    expect(discarded.body).toEqual({
      done: [three],
      refused: [{ id: one, code: 'dead-letter-settled' }],
    });
    expect(await list()).toMatchObject({ items: [] });
    expect(await list('?state=discarded')).toMatchObject({
      items: [{ id: three, settled_by: 'pat', reason: 'a test order' }],
    });
    expect(await list('?state=all')).toMatchObject({ items: [{}, {}, {}] });
    const waiting = await queryAs(
      host.urls.application,
      'select 1 from promenade.postponed_event',
      [],
      merchantId,
    );
    expect(waiting).toHaveLength(2);
  });

  test('are no other merchant’s business, whatever merchants the token has besides', async () => {
    const other = randomUUID();
    const id = await setAside();
    const both = await host.token({
      merchantId: other,
      otherMerchantIds: [merchantId],
      roles: ['platform-admin'],
    });
    const headers = { 'promenade-merchant': other };
    const seen = await host.api.call('GET', path, { token: both, headers });
    expect(seen.body).toMatchObject({ items: [] });
    const url = `${path}/${encodeURIComponent(id)}`;
    expect((await host.api.call('GET', url, { token: both, headers })).status).toBe(404);
    const stranger = await host.token({ merchantId: other, roles: ['platform-admin'] });
    for (const action of ['replay', 'discard']) {
      const { body } = await post(action, { ids: [id] }, stranger);
      expect(body).toEqual({ done: [], refused: [{ id, code: 'dead-letter-not-found' }] });
    }
    expect(await list()).toMatchObject({ items: [{ id, state: 'open' }] });
  });

  test.each(['merchant-admin', 'merchant-viewer', 'customer', 'service'] as const)(
    'are not for the role %s',
    async (role) => {
      const as = await host.token({ merchantId, roles: [role] });
      const calls = [
        host.api.call('GET', path, { token: as }),
        host.api.call('GET', '/api/platform/v1/event-groups', { token: as }),
        post('replay', { ids: ['x@1'] }, as),
        post('discard', { ids: ['x@1'] }, as),
        host.api.call('POST', '/api/platform/v1/event-groups/replay', {
          token: as,
          body: { group: 'digest', topic: 'note.written', from: null },
        }),
      ];
      for (const { status } of await Promise.all(calls)) expect(status).toBe(403);
    },
  );

  test('of a record that names no merchant are for nobody here', async () => {
    const id = await setAside({ ce_merchantid: 'none' });
    expect(await list('?state=all')).toMatchObject({ items: [] });
    const { status } = await host.api.call('GET', `${path}/${encodeURIComponent(id)}`, { token });
    expect(status).toBe(404);
  });
});

test.each(['yesterday', '0000-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z'])(
  'a group is not set back to %s',
  async (from) => {
    const reply = await host.api.call('POST', '/api/platform/v1/event-groups/replay', {
      token,
      body: { group: 'digest', topic: 'note.written', from },
    });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ path: '/from' }] } });
  },
);

test('a group that no plugin has is not set back', async () => {
  const reply = await host.api.call('POST', '/api/platform/v1/event-groups/replay', {
    token,
    body: { group: 'digest', topic: 'note.written', from: null },
  });
  expect(reply).toMatchObject({ status: 404, body: { code: 'group-not-found' } });
});
