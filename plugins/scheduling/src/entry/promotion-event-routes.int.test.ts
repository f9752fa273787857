import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '@promenade/core';
import { createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import scheduling from '../plugin.js';
import { validEvent } from './testing/valid-event.js';

const path = '/api/scheduling/v1/events';

describe('the event calendar by HTTP', () => {
  let host: TestHost;
  let admin: string;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [scheduling] });
    admin = await host.token();
  });
  afterAll(() => host.stop());

  const create = async (changes: object = {}) => {
    const answer = await host.api.call('POST', path, {
      token: admin,
      body: { ...validEvent, ...changes },
    });
    expect(answer.status).toBe(201);
    return answer;
  };

  const countEvents = async (): Promise<number> => {
    const rows = await queryAs<{ count: number }>(
      host.urls.application,
      'select count(*)::int from scheduling.promotion_event',
      [],
      host.merchantId,
    );
    return rows[0]?.count ?? -1;
  };

  it('has no notes on publishing where no plugin says anything, and none for a viewer', async () => {
    const { body } = await create();
    const notes = `${path}/${body.event_id}/publish-notes`;
    expect(await host.api.call('GET', notes, { token: admin })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
    const viewer = await host.token({ roles: ['merchant-viewer'] });
    expect((await host.api.call('GET', notes, { token: viewer })).status).toBe(403);
    const unknown = `${path}/${randomUUID()}/publish-notes`;
    expect((await host.api.call('GET', unknown, { token: admin })).status).toBe(404);
  });

  it('creates a draft with defaults, an ETag and a Location', async () => {
    const { body, headers } = await create();
    expect(body).toMatchObject({
      status: 'DRAFT',
      version: 1,
      description: null,
      dispatch_time: '09:00',
      audience: { kind: 'everyone' },
      start_datetime: '2099-12-01T06:00:00.000Z',
      published_at: null,
    });
    expect(headers.get('etag')).toBe('"1"');
    const location = headers.get('location') ?? '';
    const found = await host.api.call('GET', location, { token: admin });
    expect(found.body).toEqual(body);
  });

  it.each([
    ['an unknown field', { colour: 'red' }, '/colour', 'unknown-field'],
    ['a wrong type', { title: 7 }, '/title', 'invalid-type'],
    ['an empty title', { title: '  ' }, '/title', 'too-small'],
    [
      'an end before the start',
      { end_datetime: '2099-11-01T00:00:00Z' },
      '/end_datetime',
      'end-before-start',
    ],
    [
      'a window of more than 366 days',
      { end_datetime: '2100-12-03T00:00:00Z' },
      '/end_datetime',
      'window-too-long',
    ],
    [
      'a year before 1970',
      { start_datetime: '0000-01-01T00:00:00Z' },
      '/start_datetime',
      'instant-out-of-range',
    ],
    [
      'an offset that leads into the year 10000',
      { end_datetime: '9999-12-31T23:00:00-05:00' },
      '/end_datetime',
      'instant-out-of-range',
    ],
    ['an unknown zone', { timezone: 'Mars/Olympus' }, '/timezone', 'unknown-timezone'],
    ['an offset for a zone', { timezone: '+03:00' }, '/timezone', 'unknown-timezone'],
    [
      'an unknown locale',
      { content: { tlh: { title: 'a', body: 'b' } } },
      '/content/tlh',
      'unknown-locale',
    ],
    ['no content', { content: {} }, '/content', 'content-empty'],
    [
      'a dispatch time that is none',
      { dispatch_time: '25:00' },
      '/dispatch_time',
      'invalid-format',
    ],
    [
      'a date without a zone',
      { start_datetime: '2099-12-01T08:00:00' },
      '/start_datetime',
      'invalid-format',
    ],
  ])('refuses %s with its path, and stores nothing', async (_what, change, field, code) => {
    const before = await countEvents();
    const { status, body, headers } = await host.api.call('POST', path, {
      token: admin,
      body: { ...validEvent, ...change },
    });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'validation-failed' });
    expect(body.errors).toContainEqual(expect.objectContaining({ path: field, code }));
    expect(await countEvents()).toBe(before);
  });

  it('says what is wrong in the caller’s language', async () => {
    const { body } = await host.api.call('POST', path, {
      token: admin,
      body: { ...validEvent, end_datetime: '2099-11-01T00:00:00Z' },
      headers: { 'accept-language': 'ar' },
    });
    expect(body).toMatchObject({
      title: 'بعض الحقول غير صالحة',
      errors: [{ message: 'يجب أن تكون النهاية بعد البداية.' }],
    });
  });

  it('changes only what is sent, at the expected version', async () => {
    const { body, headers } = await create({ description: 'First' });
    const target = `${path}/${String(body.event_id)}`;
    const etag = headers.get('etag') ?? '';
    const changed = await host.api.call('PATCH', target, {
      token: admin,
      body: { title: 'Spring days' },
      headers: { 'if-match': etag },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { title: 'Spring days', description: 'First', dispatch_time: '09:00', version: 2 },
    });
    const stale = await host.api.call('PATCH', target, {
      token: admin,
      body: { title: 'Lost' },
      headers: { 'if-match': etag },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version-mismatch' } });
    const unguarded = await host.api.call('PATCH', target, { token: admin, body: { title: 'x' } });
    expect(unguarded).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
  });

  it('lets one of two changes at once win', async () => {
    const { body, headers } = await create();
    const change = (title: string) =>
      host.api.call('PATCH', `${path}/${String(body.event_id)}`, {
        token: admin,
        body: { title },
        headers: { 'if-match': headers.get('etag') ?? '' },
      });
    const answers = await Promise.all([change('One'), change('Two')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it('publishes once', async () => {
    const { body, headers } = await create();
    const target = `${path}/${String(body.event_id)}/publish`;
    const published = await host.api.call('POST', target, {
      token: admin,
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(published).toMatchObject({ status: 200, body: { status: 'PUBLISHED', version: 2 } });
    const again = await host.api.call('POST', target, {
      token: admin,
      headers: { 'if-match': published.headers.get('etag') ?? '' },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'event-already-published' } });
  });

  it('refuses to publish an event that is over', async () => {
    const { body, headers } = await create({
      start_datetime: '2020-01-01T00:00:00Z',
      end_datetime: '2020-01-02T00:00:00Z',
    });
    const answer = await host.api.call('POST', `${path}/${String(body.event_id)}/publish`, {
      token: admin,
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'event-window-over' } });
  });

  it('deletes', async () => {
    const { body, headers } = await create();
    const target = `${path}/${String(body.event_id)}`;
    const deleted = await host.api.call('DELETE', target, {
      token: admin,
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(deleted.status).toBe(204);
    const gone = await host.api.call('GET', target, { token: admin });
    expect(gone).toMatchObject({ status: 404, body: { code: 'event-not-found' } });
  });

  it('lists by start, filters, searches and pages', async () => {
    const other = randomUUID();
    const token = await host.token({ merchantId: other });
    for (const [title, day] of [
      ['Beta 100%', '02'],
      ['Alpha', '01'],
      ['Gamma', '03'],
    ] as const) {
      const body = {
        ...validEvent,
        title,
        start_datetime: `2098-01-${day}T00:00:00Z`,
        end_datetime: `2098-01-${day}T12:00:00Z`,
      };
      expect((await host.api.call('POST', path, { token, body })).status).toBe(201);
    }
    const titles = async (query: string): Promise<unknown> => {
      const { body } = await host.api.call('GET', `${path}?${query}`, { token });
      return (body.items as unknown as { title: string }[]).map(({ title }) => title);
    };
    expect(await titles('')).toEqual(['Alpha', 'Beta 100%', 'Gamma']);
    expect(await titles('q=0%25')).toEqual(['Beta 100%']);
    expect(await titles('from=2098-01-01T12:00:00Z&to=2098-01-03T00:00:00Z')).toEqual([
      'Beta 100%',
    ]);
    expect(await titles('status=PUBLISHED')).toEqual([]);
    const first = await host.api.call('GET', `${path}?limit=2`, { token });
    expect(first.body.items).toHaveLength(2);
    expect(await titles(`limit=2&cursor=${String(first.body.next_cursor)}`)).toEqual(['Gamma']);
    for (const cursor of ['nonsense', encodeCursor(['0000-01-01T00:00:00Z', other])]) {
      const bad = await host.api.call('GET', `${path}?cursor=${cursor}`, { token });
      expect(bad).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
    }
    const early = await host.api.call('GET', `${path}?from=0000-01-01T00:00:00Z`, { token });
    expect(early).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/from', code: 'instant-out-of-range' }] },
    });
  });

  it('shows nothing of another merchant', async () => {
    const { body } = await create();
    const stranger = await host.token({ merchantId: randomUUID() });
    const target = `${path}/${String(body.event_id)}`;
    expect((await host.api.call('GET', target, { token: stranger })).status).toBe(404);
    expect((await host.api.call('GET', path, { token: stranger })).body.items).toEqual([]);
    const rows = await queryAs(
      host.urls.application,
      'select event_id from scheduling.promotion_event',
      [],
      randomUUID(),
    );
    expect(rows).toEqual([]);
    expect(await countEvents()).toBeGreaterThan(0);
    expect(
      await queryAs(host.urls.application, 'select 1 from scheduling.promotion_event'),
    ).toEqual([]);
  });

  it.each([
    ['merchant-viewer', 'POST', '', 403],
    ['merchant-viewer', 'GET', '', 200],
    ['customer', 'GET', '', 403],
  ] as const)('answers a %s %s with %s%d', async (role, method, suffix, status) => {
    const token = await host.token({ roles: [role] });
    const answer = await host.api.call(method, `${path}${suffix}`, {
      token,
      ...(method === 'POST' && { body: validEvent }),
    });
    expect(answer.status).toBe(status);
  });
});
