import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Role } from '@promenade/core';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import platform from '../plugin.js';
import { notes } from '../testing/sample-plugins.js';
import { board, vault } from '../testing/sample-settings.js';

const pathOf = (id: string) => `/api/platform/v1/plugins/${id}/settings`;
let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [platform, notes, board, vault] });
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId, subject: 'dana' });
});
afterAll(() => host?.stop());

const as = (role: Role) => host.token({ merchantId, roles: [role] });
const get = (id = 'board', by = token) => host.api.call('GET', pathOf(id), { token: by });
const patch = (body: unknown, etag: string | undefined = '"0"', by = token, id = 'board') =>
  host.api.call('PATCH', pathOf(id), { token: by, body, headers: { 'if-match': etag } });

describe('settings of a plugin', () => {
  test('come with defaults, schema and revision', async () => {
    const { status, body, headers } = await get();
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"0"');
    const defaults = { page_size: 20, colour: 'blue', timezone: 'UTC', label: '' };
    expect(body).toEqual({
      plugin_id: 'board',
      values: defaults,
      chosen: {},
      defaults,
      schema: expect.objectContaining({ type: 'object', additionalProperties: false }),
      state: 'current',
      unfit: [],
      may_change: true,
      revision: 0,
      updated_at: null,
      updated_by: null,
    });
    expect(body.schema).toMatchObject({
      properties: {
        page_size: { type: 'integer', minimum: 1, maximum: 100, default: 20, 'x-kind': 'integer' },
        colour: { type: 'string', enum: ['red', 'blue'], 'x-kind': 'choice' },
        timezone: { type: 'string', 'x-kind': 'time-zone' },
      },
    });
  });

  test('take effect at once, remember who changed them, and go back to a default with null', async () => {
    const changed = await patch({ page_size: 50, timezone: 'Asia/Jerusalem' });
    expect(changed.headers.get('etag')).toBe('"1"');
    expect(changed).toMatchObject({
      status: 200,
      body: {
        chosen: { page_size: 50, timezone: 'Asia/Jerusalem' },
        values: { page_size: 50, colour: 'blue' },
        revision: 1,
        updated_by: 'dana',
      },
    });
    const viewer = await as('merchant-viewer');
    const effect = await host.api.call('GET', '/api/board/v1/board', { token: viewer });
    expect(effect.body).toMatchObject({ page_size: 50, timezone: 'Asia/Jerusalem' });

    const back = await patch({ page_size: null }, '"1"');
    expect(back.body).toMatchObject({
      chosen: { timezone: 'Asia/Jerusalem' },
      values: { page_size: 20 },
      revision: 2,
    });
    expect((await get()).body).toEqual(back.body);
  });

  test('go back to their defaults altogether', async () => {
    await patch({ page_size: 50, colour: 'red' });
    const reset = await host.api.call('DELETE', pathOf('board'), {
      token,
      headers: { 'if-match': '"1"' },
    });
    expect(reset).toMatchObject({ status: 200, body: { chosen: {}, revision: 2 } });
  });

  test('are refused to whoever read an older revision, or none', async () => {
    await patch({ page_size: 50 });
    const stale = await patch({ page_size: 60 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version-mismatch' } });
    const blind = await host.api.call('PATCH', pathOf('board'), { token, body: { page_size: 1 } });
    expect(blind).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
    const answers = await Promise.all([70, 80].map((page_size) => patch({ page_size }, '"1"')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  test.each([
    [
      'a number beyond its range',
      { page_size: 101 },
      '/page_size',
      'too-big',
      'Not more than 100.',
    ],
    ['a wrong type', { page_size: '7' }, '/page_size', 'invalid-type', 'Enter a number.'],
    ['no choice', { colour: 'green' }, '/colour', 'invalid-value', 'Choose one of: red, blue.'],
    [
      'a zone that is none',
      { timezone: 'Mars/Olympus' },
      '/timezone',
      'not-a-time-zone',
      'Choose a time zone such as Asia/Jerusalem.',
    ],
    [
      'what a rule of the plugin refuses',
      { label: 'a' },
      '/label',
      'only-digits',
      'A label with only digits.',
    ],
    [
      'an unknown field',
      { page_size: 1, size: 1 },
      '/size',
      'unknown-field',
      'This field does not exist.',
    ],
    ['a list', [1], '', 'invalid-type', 'A group of named fields belongs here.'],
  ])('refuse %s with its path, and stay as they were', async (_case, sent, path, code, message) => {
    const { status, headers, body } = await patch(sent);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'validation-failed', errors: [{ path, code, message }] });
    expect((await get()).body.revision).toBe(0);
  });

  test('tell a field error in the caller’s language', async () => {
    const { body } = await host.api.call('PATCH', pathOf('board'), {
      token,
      body: { label: 'a' },
      headers: { 'if-match': '"0"', 'accept-language': 'he' },
    });
    expect(body.errors).toEqual([expect.objectContaining({ message: 'ספרות בלבד.' })]);
  });

  test.each([
    ['has none', 'notes', 'settings-not-found'],
    ['is not installed', 'weather', 'plugin-not-found'],
  ])('are 404 where the plugin %s', async (_case, id, code) => {
    expect(await get(id)).toMatchObject({ status: 404, body: { code } });
    const changed = await patch({ page_size: 1 }, '"0"', token, id);
    expect(changed).toMatchObject({ status: 404, body: { code } });
  });

  test('are gone while the plugin is off, and back with it', async () => {
    await patch({ page_size: 50 });
    const set = (enabled: boolean) =>
      host.directory.switch(merchantId, { pluginId: 'board', enabled, by: 'dana' });
    await set(false);
    expect(await get()).toMatchObject({ status: 404, body: { code: 'plugin-not-enabled' } });
    const refused = await patch({ page_size: 1 }, '"1"');
    expect(refused).toMatchObject({ status: 404, body: { code: 'plugin-not-enabled' } });
    await set(true);
    expect((await get()).body.values).toMatchObject({ page_size: 50 });
  });
});

describe('who may', () => {
  const has = async (by: string) => {
    const { body } = await host.api.call('GET', '/api/platform/v1/plugins', { token: by });
    const items = body.items as unknown as { id: string; has_settings: boolean }[];
    return items.filter(({ has_settings }) => has_settings).map(({ id }) => id);
  };

  test('a viewer looks and does not change; a customer does neither', async () => {
    const viewer = await as('merchant-viewer');
    expect(await get('board', viewer)).toMatchObject({ status: 200, body: { may_change: false } });
    expect(await patch({ page_size: 1 }, '"0"', viewer)).toMatchObject({
      status: 403,
      body: { code: 'permission-denied' },
    });
    expect((await get('board', await as('customer'))).status).toBe(403);
  });

  test('permissions of the plugin’s own are needed besides', async () => {
    expect(await get('vault')).toMatchObject({ status: 200, body: { may_change: false } });
    const refused = await patch({ page_size: 1 }, '"0"', token, 'vault');
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission-denied' } });
    expect(String(refused.body.detail)).toContain('vault.settings.write');
    const chief = await as('platform-admin');
    expect(await get('vault', chief)).toMatchObject({ body: { may_change: true } });
    expect((await patch({ page_size: 1 }, '"0"', chief, 'vault')).status).toBe(200);
    const viewer = await as('merchant-viewer');
    expect(await get('vault', viewer)).toMatchObject({ status: 403 });
  });

  test('the list of plugins names those whose settings the caller may see', async () => {
    expect(await has(token)).toEqual(['board', 'vault']);
    expect(await has(await as('merchant-viewer'))).toEqual(['board']);
    await host.directory.switch(merchantId, { pluginId: 'board', enabled: false, by: 'dana' });
    expect(await has(token)).toEqual(['vault']);
  });
});

test('the API documentation names the operations and the header', async () => {
  const { body } = await host.api.call('GET', '/api/openapi.json');
  const paths = body.paths as unknown as Record<string, Record<string, { parameters: unknown[] }>>;
  const operations = paths['/api/platform/v1/plugins/{id}/settings'] ?? {};
  expect(Object.keys(operations)).toEqual(['get', 'patch', 'delete']);
  expect(operations.patch?.parameters).toContainEqual(
    expect.objectContaining({ name: 'if-match', in: 'header', required: true }),
  );
});
