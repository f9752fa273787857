import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import scheduling from '../plugin.js';
import { validEvent } from './testing/valid-event.js';

const path = '/api/scheduling/v1/events';

describe('whom an event is for, and taking it back, by HTTP', () => {
  let host: TestHost;
  let admin: string;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [scheduling] });
    admin = await host.token();
  });
  afterAll(() => host?.stop());

  const create = (changes: object = {}) =>
    host.api.call('POST', path, { token: admin, body: { ...validEvent, ...changes } });

  it.each([
    [
      'an audience of no known kind',
      { audience: { kind: 'gold' } },
      '/audience/kind',
      'invalid-union',
    ],
    [
      'tiers without any',
      { audience: { kind: 'tiers', tier_ids: [] } },
      '/audience/tier_ids',
      'too-small',
    ],
    [
      'a field of another kind of audience',
      { audience: { kind: 'everyone', tier_ids: ['gold'] } },
      '/audience/tier_ids',
      'unknown-field',
    ],
    [
      'a language that is none',
      { audience: { kind: 'locales', locales: ['ar', 'Arabic!'] } },
      '/audience/locales/1',
      'malformed-language-tag',
    ],
    [
      'an empty segment',
      { audience: { kind: 'segments', segments: [' '] } },
      '/audience/segments/0',
      'too-small',
    ],
    [
      'a customer who is no id',
      { audience: { kind: 'list', customer_ids: [randomUUID(), 'dana'] } },
      '/audience/customer_ids/1',
      'invalid-format',
    ],
    [
      'more than 10,000 customers',
      {
        audience: {
          kind: 'list',
          customer_ids: Array.from({ length: 10_001 }, () => randomUUID()),
        },
      },
      '/audience/customer_ids',
      'too-big',
    ],
  ])('refuses %s with its path', async (_what, change, field, code) => {
    const { status, body } = await create(change);
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ path: field, code }));
  });

  it.each([
    { kind: 'tiers', tier_ids: ['gold', 'silver'] },
    { kind: 'locales', locales: ['ar', 'he-IL'] },
    { kind: 'segments', segments: ['Newcomers'] },
  ])('keeps for whom an event is: %j', async (audience) => {
    const { body } = await create({ audience });
    expect(body.audience).toEqual(audience);
    const target = `${path}/${String(body.event_id)}`;
    const found = await host.api.call('GET', target, { token: admin });
    expect(found.body.audience).toEqual(audience);
    const other = await host.api.call('PATCH', target, {
      token: admin,
      body: { audience: { kind: 'everyone' } },
      headers: { 'if-match': '"1"' },
    });
    expect(other.body).toMatchObject({ audience: { kind: 'everyone' }, version: 2 });
  });

  it('takes a list of 10,000 customers, each once, and only counts them in a list of events', async () => {
    const token = await host.token({ merchantId: randomUUID() });
    const customers = Array.from({ length: 10_000 }, () => randomUUID());
    const [first = '', ...others] = customers;
    const created = await host.api.call('POST', path, {
      token,
      body: {
        ...validEvent,
        audience: { kind: 'list', customer_ids: [first.toUpperCase(), ...others.slice(1), first] },
      },
    });
    expect(created.status).toBe(201);
    const kept = { kind: 'list', customer_ids: [first, ...others.slice(1)] };
    expect(created.body.audience).toEqual(kept);
    const target = `${path}/${String(created.body.event_id)}`;
    const found = await host.api.call('GET', target, { token });
    expect(found.body.audience).toEqual(kept);
    const listed = await host.api.call('GET', path, { token });
    expect(listed.body.items).toMatchObject([
      { audience: { kind: 'list', customer_count: 9_999 }, version: 1 },
    ]);
    expect(JSON.stringify(listed.body)).not.toContain('customer_ids');
  });

  it('takes a published event back to a draft, and lets it be published again', async () => {
    const { body } = await create();
    const target = `${path}/${String(body.event_id)}`;
    const post = (verb: string, version: number) =>
      host.api.call('POST', `${target}/${verb}`, {
        token: admin,
        headers: { 'if-match': `"${version}"` },
      });
    expect(await post('unpublish', 1)).toMatchObject({
      status: 409,
      body: { code: 'event-not-published' },
    });
    const published = await post('publish', 1);
    expect(await post('unpublish', 1)).toMatchObject({ status: 412 });
    const draft = await post('unpublish', 2);
    expect(draft).toMatchObject({ status: 200, body: { status: 'DRAFT', version: 3 } });
    expect(draft.body.published_at).toBe(published.body.published_at);
    const zone = await host.api.call('PATCH', target, {
      token: admin,
      body: { timezone: 'Asia/Tokyo' },
      headers: { 'if-match': '"3"' },
    });
    expect(zone).toMatchObject({ status: 409, body: { code: 'event-zone-fixed' } });
    expect(await post('publish', 3)).toMatchObject({
      status: 200,
      body: { status: 'PUBLISHED', published_at: published.body.published_at },
    });
    const viewer = await host.token({ roles: ['merchant-viewer'] });
    const refused = await host.api.call('POST', `${target}/unpublish`, {
      token: viewer,
      headers: { 'if-match': '"4"' },
    });
    expect(refused.status).toBe(403);
  });
});
