import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { TestIdentity } from '../testing/test-identity.js';
import { items, shelf } from './testing/shelf.js';

const path = '/api/shelf/v1/items';
let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({ plugins: [shelf] });
});
afterAll(() => host?.stop());

const get = (token?: string, headers: Record<string, string> = {}, at = path) =>
  host.api.call('GET', at, { ...(token !== undefined && { token }), headers });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const withoutSignature = async (): Promise<string> => {
  const [, claims = ''] = (await host.token()).split('.');
  return `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`;
};
const tampered = async (): Promise<string> => {
  const [header = '', claims = '', signature = ''] = (await host.token()).split('.');
  const content = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  return `${header}.${part({ ...content, roles: ['platform-admin'] })}.${signature}`;
};

describe('a token', () => {
  test.each<[string, () => Promise<string | undefined>]>([
    ['missing', async () => undefined],
    ['expired', () => host.token({ expiresIn: -60 })],
    ['for another audience', () => host.token({ audience: 'https://other.test' })],
    ['of another issuer', () => host.token({ issuer: 'https://other.test' })],
    [
      'signed by somebody else',
      async () => (await TestIdentity.create()).token({ merchantId: host.merchantId }),
    ],
    ['without a signature (alg: none)', withoutSignature],
    ['tampered with', tampered],
    ['no token', async () => 'letmein'],
  ])('that is %s is refused with 401', async (_case, token) => {
    const { status, headers, body } = await get(await token());
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('says who asks', async () => {
    const token = await host.token({ subject: 'mona', roles: ['customer'] });
    const { body } = await get(token, { 'accept-language': 'he' }, '/api/shelf/v1/context');
    expect(body).toEqual({ merchant: host.merchantId, subject: 'mona', locale: 'he' });
  });

  test('comes first: without one not even a malformed body is looked at', async () => {
    const { status } = await host.api.call('POST', path, { body: '{' });
    expect(status).toBe(401);
  });

  test('without the permission is refused with 403, and nothing is stored', async () => {
    const token = await host.token({ roles: ['customer'] });
    expect((await get(token)).status).toBe(200);
    const answer = await host.api.call('POST', path, { token, body: { title: 'x', count: 1 } });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'permission-denied' });
    expect(String(answer.body.detail)).toContain('shelf.items.write');
    expect(items.size).toBe(0);
    const nobody = await host.token({ roles: [] });
    expect((await get(nobody)).body).toMatchObject({ status: 403, code: 'permission-denied' });
  });
});

describe('the merchant', () => {
  const context = '/api/shelf/v1/context';
  const choose = (id: string): Record<string, string> => ({ 'promenade-merchant': id });

  test('is chosen among those of the token', async () => {
    const other = randomUUID();
    const token = await host.token({ otherMerchantIds: [other] });
    for (const id of [host.merchantId, other, other.toUpperCase()]) {
      const { body } = await get(token, choose(id), context);
      expect(body).toMatchObject({ merchant: id.toLowerCase() });
    }
  });

  test('of others is refused with 403', async () => {
    for (const id of [randomUUID(), 'acme', '%', "'; drop table x"]) {
      const { status, body } = await get(await host.token(), choose(id), context);
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'merchant-not-allowed' });
    }
  });

  test('must be named where there are several', async () => {
    const token = await host.token({ otherMerchantIds: [randomUUID()] });
    const { status, body } = await get(token, {}, context);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'merchant-required' });
  });
});
