import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import platform from '../plugin.js';
import { digest, notes } from '../testing/sample-plugins.js';

const path = '/api/platform/v1/plugins';
let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [platform, digest, notes] });
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId });
});
afterAll(() => host?.stop());

const put = (id: string, body: unknown, as = token) =>
  host.api.call('PUT', `${path}/${id}`, { token: as, body });

describe('plugins of a merchant', () => {
  test('are listed in start order with their neighbours', async () => {
    const { status, body } = await host.api.call('GET', path, { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: 'platform',
          version: '0.1.0',
          enablement: 'always',
          enabled: true,
          depends_on: [],
          required_by: [],
          has_settings: false,
        },
        {
          id: 'notes',
          version: '1.2.3',
          enablement: 'opt-out',
          enabled: true,
          depends_on: [],
          required_by: ['notes-digest'],
          has_settings: false,
        },
        {
          id: 'notes-digest',
          version: '0.1.0',
          enablement: 'opt-in',
          enabled: false,
          depends_on: ['notes'],
          required_by: [],
          has_settings: false,
        },
      ],
    });
  });

  test('switched off answer 404 and leave the session; another merchant notices nothing', async () => {
    const off = await put('notes', { enabled: false });
    expect(off.status).toBe(200);
    expect(off.body).toMatchObject({ id: 'notes', enabled: false });

    const call = await host.api.call('GET', '/api/notes/v1/notes', { token });
    expect(call.status).toBe(404);
    expect(call.body).toMatchObject({ code: 'plugin-not-enabled' });
    const session = await host.api.call('GET', '/api/platform/v1/session', { token });
    expect(session.body.pages).toEqual([expect.objectContaining({ plugin_id: 'platform' })]);
    expect(session.body.permissions).not.toContain('notes.read');

    const elsewhere = await host.token({ merchantId: randomUUID() });
    const there = await host.api.call('GET', '/api/notes/v1/notes', { token: elsewhere });
    expect(there.status).toBe(200);

    await put('notes', { enabled: true });
    const back = await host.api.call('GET', '/api/notes/v1/notes', { token });
    expect(back.status).toBe(200);
  });

  test('that belong to the platform cannot be switched off', async () => {
    const { status, body } = await put('platform', { enabled: false });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'plugin-always-on' });
    expect(String(body.detail)).toContain('platform');
  });

  test('need what they require to be on first, and go off with it', async () => {
    await put('notes', { enabled: false });
    const early = await put('notes-digest', { enabled: true });
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ code: 'plugin-requires' });
    expect(String(early.body.detail)).toContain('notes');

    await put('notes', { enabled: true });
    const on = await put('notes-digest', { enabled: true });
    expect(on.body).toMatchObject({ enabled: true });
    await put('notes', { enabled: false });
    const { body } = await host.api.call('GET', path, { token });
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: 'notes-digest', enabled: false }),
    );
  });

  test('that are not installed are not found', async () => {
    const { status, body } = await put('unknown', { enabled: true });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'plugin-not-found' });
  });

  test('can be seen but not switched by a viewer, and neither by a customer', async () => {
    const viewer = await host.token({ merchantId, roles: ['merchant-viewer'] });
    const seen = await host.api.call('GET', path, { token: viewer });
    expect(seen.status).toBe(200);
    const refused = await put('notes', { enabled: false }, viewer);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'permission-denied' });
    const customer = await host.token({ merchantId, roles: ['customer'] });
    const hidden = await host.api.call('GET', path, { token: customer });
    expect(hidden.status).toBe(403);
  });

  test.each([
    ['an unknown field', { enabled: false, force: true }, '/force', 'unknown-field'],
    ['a wrong type', { enabled: 'no' }, '/enabled', 'invalid-type'],
    ['malformed JSON', '{"enabled": fal', '', 'malformed-json'],
  ])('refuse %s and stay as they were', async (_case, sent, at, code) => {
    const { status, headers, body } = await put('notes', sent);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.errors).toEqual([expect.objectContaining({ path: at, code })]);
    const { body: list } = await host.api.call('GET', path, { token });
    expect(list.items).toContainEqual(expect.objectContaining({ id: 'notes', enabled: true }));
  });
});
