import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asMerchant, createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import plugin from '../plugin.js';
import { gold } from '../testing/gold.js';

const path = '/api/campaign-vip/v1/tiers';
let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin], rateLimits: { campaign: 10_000 } });
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId });
});
afterAll(() => host?.stop());

const post = (body: unknown, as = token) => host.api.call('POST', path, { token: as, body });
const get = (tierId: string, as = token) =>
  host.api.call('GET', `${path}/${tierId}`, { token: as });
const put = (tierId: string, body: unknown, ifMatch?: string) =>
  host.api.call('PUT', `${path}/${tierId}`, {
    token,
    body,
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });
const list = async (as = token) => (await host.api.call('GET', path, { token: as })).body.items;

describe('tiers', () => {
  test('are created with all their texts and read back the same', async () => {
    const created = await post(gold);
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${path}/gold`);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.body).toEqual({
      ...gold,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      version: 1,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    });
    const read = await get('gold');
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(created.body);
    expect(await list()).toEqual([created.body]);
  });

  test('need a tier id, a name and points only', async () => {
    const { status, body } = await post({ tier_id: 'new', name: 'New', min_points: 0 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      locale: 'en',
      discount_percentage: 0,
      free_shipping: false,
      exclusive_access: false,
      benefits: {},
      translations: {},
    });
  });

  test('are listed by points, then by tier id', async () => {
    for (const [tier_id, min_points] of [
      ['silver', 500],
      ['gold', 1_000],
      ['bronze', 0],
      ['amber', 500],
    ] as const) {
      await post({ tier_id, name: tier_id, min_points });
    }
    const items = await list();
    expect(items).toMatchObject([
      { tier_id: 'bronze' },
      { tier_id: 'amber' },
      { tier_id: 'silver' },
      { tier_id: 'gold' },
    ]);
  });

  test('of a taken tier id are refused with 409; another merchant may have it', async () => {
    await post(gold);
    const again = await post({ ...gold, name: 'Other' });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      code: 'tier-exists',
      errors: [{ path: '/tier_id', code: 'tier-exists' }],
    });
    expect(await list()).toHaveLength(1);
    const elsewhere = await host.token({ merchantId: randomUUID() });
    expect((await post(gold, elsewhere)).status).toBe(201);
  });
});

describe('PUT', () => {
  test('takes all fields anew and counts the version', async () => {
    const created = await post(gold);
    const next = {
      ...gold,
      name: 'Gold plus',
      min_points: 2_000,
      benefits: {},
      translations: { he: { name: 'זהב פלוס' } },
    };
    const saved = await put('gold', next, '"1"');
    expect(saved.status).toBe(200);
    expect(saved.headers.get('etag')).toBe('"2"');
    expect(saved.body).toMatchObject({
      name: 'Gold plus',
      benefits: {},
      version: 2,
      id: created.body.id,
    });
    expect(saved.body.translations).toEqual({ he: { name: 'זהב פלוס' } });
    expect(saved.body.created_at).toEqual(created.body.created_at);
    expect(String(saved.body.updated_at) >= String(created.body.updated_at)).toBe(true);
    expect((await get('gold')).body).toEqual(saved.body);
  });

  test('of a translation alone is a new version', async () => {
    await post(gold);
    const translations = { ...gold.translations, he: { name: 'זהוב' } };
    const saved = await put('gold', { ...gold, translations }, '"1"');
    expect(saved.body).toMatchObject({ version: 2, translations: { he: { name: 'זהוב' } } });
  });

  test('may move the default locale', async () => {
    await post(gold);
    const { tier_id: _id, ...fields } = gold;
    const body = { ...fields, locale: 'ar', name: 'ذهبي', translations: { en: { name: 'Gold' } } };
    const saved = await put('gold', body, '"1"');
    expect(saved.body).toMatchObject({ locale: 'ar', name: 'ذهبي' });
  });

  test('without If-Match is refused with 428, of a stale version with 412', async () => {
    await post(gold);
    const blind = await put('gold', gold);
    expect(blind.status).toBe(428);
    expect(blind.body).toMatchObject({ code: 'if-match-required' });
    await put('gold', { ...gold, name: 'First' }, '"1"');
    const stale = await put('gold', { ...gold, name: 'Second' }, '"1"');
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ code: 'version-mismatch' });
    expect((await get('gold')).body).toMatchObject({ name: 'First', version: 2 });
  });

  test('of the same version at once: one of them is taken', async () => {
    await post(gold);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        put('gold', { ...gold, name: `Gold ${index}` }, '"1"'),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array<number>(7).fill(412),
    ]);
  });

  test('never changes a tier id and creates no tier', async () => {
    await post(gold);
    const renamed = await put('gold', { ...gold, tier_id: 'platinum' }, '"1"');
    expect(renamed.status).toBe(400);
    expect(renamed.body.errors).toMatchObject([{ path: '/tier_id', code: 'tier-id-fixed' }]);
    const missing = await put('platinum', { ...gold, tier_id: 'platinum' }, '"1"');
    expect(missing.status).toBe(404);
    expect(missing.body).toMatchObject({ code: 'tier-not-found' });
  });
});

describe('what is not valid is answered with 400, code and path, and nothing is stored', () => {
  test.each<[string, unknown, string, string]>([
    ['an unknown field', { ...gold, colour: 'gold' }, '/colour', 'unknown-field'],
    ['a wrong type', { ...gold, min_points: '1000' }, '/min_points', 'invalid-type'],
    ['a fraction', { ...gold, min_points: 0.5 }, '/min_points', 'invalid-type'],
    ['a missing field', { tier_id: 'gold', min_points: 0 }, '/name', 'invalid-type'],
    ['a list for a body', [gold], '', 'invalid-type'],
    ['malformed JSON', '{"tier_id": ', '', 'malformed-json'],
    ['a negative number', { ...gold, min_points: -1 }, '/min_points', 'out-of-range'],
    ['a too large number', { ...gold, min_points: 3e9 }, '/min_points', 'out-of-range'],
    ['101 per cent', { ...gold, discount_percentage: 101 }, '/discount_percentage', 'out-of-range'],
    ['an empty name', { ...gold, name: ' ' }, '/name', 'empty'],
    ['a tier id with spaces', { ...gold, tier_id: 'Gold tier' }, '/tier_id', 'malformed-tier-id'],
    ['an unknown locale', { ...gold, locale: 'fr' }, '/locale', 'unknown-locale'],
    [
      'an unknown locale of a translation',
      { ...gold, translations: { fr: { name: 'Or' } } },
      '/translations/fr',
      'unknown-locale',
    ],
    [
      'a translation of the default locale',
      { ...gold, translations: { en: { name: 'Gold' } } },
      '/translations/en',
      'translation-of-default-locale',
    ],
    [
      'an unknown benefit',
      { ...gold, benefits: { free_coffee: true } },
      '/benefits/free_coffee',
      'unknown-field',
    ],
    [
      'a perk that is no text',
      { ...gold, benefits: { custom_perks: ['a', 7] } },
      '/benefits/custom_perks/1',
      'invalid-type',
    ],
    ['text that cannot be stored', { ...gold, name: 'Go\0ld' }, '/name', 'unstorable-text'],
  ])('%s', async (_case, body, at, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors).toContainEqual({
      path: at,
      code,
      message: expect.stringMatching(/\s/),
    });
    expect(await list()).toEqual([]);
    const stored = await queryAs(
      asMerchant(host.urls.application, merchantId),
      'select 1 from campaign_vip.vip_tiers',
    );
    expect(stored).toEqual([]);
  });

  test('in the language of the caller', async () => {
    const { body, headers } = await host.api.call('POST', path, {
      token,
      body: { ...gold, min_points: -1 },
      headers: { 'accept-language': 'he' },
    });
    expect(headers.get('content-language')).toBe('he');
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('בחרו מספר שלם') }]);
  });
});

describe('who may do what', () => {
  test('a viewer, a service and a customer read and do not write', async () => {
    await post(gold);
    for (const role of ['merchant-viewer', 'service', 'customer'] as const) {
      const reader = await host.token({ merchantId, roles: [role] });
      expect((await get('gold', reader)).status).toBe(200);
      const refused = await post({ ...gold, tier_id: 'silver' }, reader);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'permission-denied' });
    }
    expect(await list()).toHaveLength(1);
  });

  test('nobody without a valid token', async () => {
    const answer = await host.api.call('GET', path);
    expect(answer.status).toBe(401);
    const expired = await host.token({ merchantId, expiresIn: -60 });
    expect((await post(gold, expired)).status).toBe(401);
  });

  test('another merchant finds nothing', async () => {
    await post(gold);
    const stranger = await host.token({ merchantId: randomUUID() });
    expect(await list(stranger)).toEqual([]);
    const missing = await get('gold', stranger);
    expect(missing.status).toBe(404);
    expect(missing.body).toMatchObject({ code: 'tier-not-found' });
    const changed = await host.api.call('PUT', `${path}/gold`, {
      token: stranger,
      body: gold,
      headers: { 'if-match': '"1"' },
    });
    expect(changed.status).toBe(404);
    const claimed = await host.api.call('GET', path, {
      token: stranger,
      headers: { 'promenade-merchant': merchantId },
    });
    expect(claimed.status).toBe(403);
  });

  test('nobody of a merchant for which the plugin is off; its tiers are kept', async () => {
    await post(gold);
    const change = { pluginId: 'campaign-vip', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    const off = await get('gold');
    expect(off.status).toBe(404);
    expect(off.body).toMatchObject({ code: 'plugin-not-enabled' });
    await host.directory.switch(merchantId, { ...change, enabled: true });
    expect((await get('gold')).status).toBe(200);
  });
});
