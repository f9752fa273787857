import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import platform from '../plugin.js';
import { digest, notes } from '../testing/sample-plugins.js';

const path = '/api/platform/v1/session';
let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({ plugins: [platform, notes, digest] });
});
afterAll(() => host?.stop());

describe('GET session', () => {
  test('tells a merchant admin who is signed in and what the plugins that are on allow', async () => {
    const token = await host.token({ subject: 'dana' });
    const { status, body } = await host.api.call('GET', path, { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      subject: 'dana',
      name: 'dana',
      roles: ['merchant-admin'],
      csrf_token: null,
      merchants: [{ id: host.merchantId, name: 'Test merchant' }],
      merchant_id: host.merchantId,
      permissions: [
        'platform.session.read',
        'platform.plugins.read',
        'platform.plugins.write',
        'platform.settings.read',
        'platform.settings.write',
        'notes.read',
        'notes.write',
      ],
      pages: [
        {
          plugin_id: 'platform',
          path: '/admin/plugins',
          title_key: 'pages.plugins',
          icon: 'plugins',
          placement: 'main',
        },
        {
          plugin_id: 'notes',
          path: '/notes',
          title_key: 'pages.notes',
          icon: 'notes',
          placement: 'account',
        },
        {
          plugin_id: 'notes',
          path: '/admin/notes',
          title_key: 'pages.admin',
          icon: 'notes',
          placement: 'main',
        },
      ],
    });
  });

  test('shows a customer only what customers may see', async () => {
    const token = await host.token({ roles: ['customer'] });
    const { body } = await host.api.call('GET', path, { token });
    expect(body).toMatchObject({
      permissions: ['platform.session.read', 'notes.read'],
      pages: [{ path: '/notes' }],
    });
  });

  test('takes the merchant of the header, and the first one without it', async () => {
    const other = randomUUID();
    const token = await host.token({ otherMerchantIds: [other] });
    const first = await host.api.call('GET', path, { token });
    expect(first.body).toMatchObject({ merchant_id: host.merchantId });
    const chosen = await host.api.call('GET', path, {
      token,
      headers: { 'promenade-merchant': other },
    });
    expect(chosen.body).toMatchObject({ merchant_id: other });
  });

  test('refuses a merchant that is not among those of the token', async () => {
    const token = await host.token();
    const { status, body } = await host.api.call('GET', path, {
      token,
      headers: { 'promenade-merchant': randomUUID() },
    });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'merchant-not-allowed' });
  });

  test('answers 401 without a token, and with one that is not valid', async () => {
    for (const token of [
      undefined,
      await host.token({ expiresIn: -60 }),
      await host.token({ audience: 'https://elsewhere.test' }),
      await host.token({ issuer: 'https://elsewhere.test' }),
      `${(await host.token()).slice(0, -8)}AAAAAAAA`,
    ]) {
      const { status, body, headers } = await host.api.call(
        'GET',
        path,
        token === undefined ? {} : { token },
      );
      expect(status).toBe(401);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'unauthenticated' });
    }
  });
});
