import { randomUUID } from 'node:crypto';
import { credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callRpc, createTestHost, type RpcOptions, type TestHost } from '@promenade/core/testing';
import { campaignV1 } from '@promenade/proto';
import plugin from '../plugin.js';
import { gold } from '../testing/gold.js';

let host: TestHost;
let client: campaignV1.CampaignServiceClient;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin], rateLimits: { campaign: 10_000 } });
  client = new campaignV1.CampaignServiceClient(host.grpcAddress, credentials.createInsecure());
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId, roles: ['service'] });
});
afterAll(async () => {
  client?.close();
  await host?.stop();
});

const create = async (tier: object) => {
  const admin = await host.token({ merchantId });
  const path = '/api/campaign-vip/v1/tiers';
  const { body } = await host.api.call('POST', path, { token: admin, body: tier });
  return body;
};
const getTier = (
  request: Partial<campaignV1.GetVIPTierRequest> = {},
  options: RpcOptions = { token },
) => callRpc(client.getVipTier.bind(client), { merchantId, tierId: 'gold', ...request }, options);
const listTiers = (request: Partial<campaignV1.ListVIPTiersRequest> = {}) =>
  callRpc(
    client.listVipTiers.bind(client),
    { merchantId, pageSize: 0, pageToken: '', ...request },
    { token },
  );

describe('GetVIPTier', () => {
  test('gives the tier in the requested locale', async () => {
    const created = await create(gold);
    const { tier } = await getTier({ locale: 'ar' });
    expect(tier).toEqual({
      id: created.id,
      merchantId,
      tierId: 'gold',
      name: 'ذهبي',
      locale: 'ar',
      minPoints: 1_000,
      discountPercentage: 10,
      freeShipping: true,
      exclusiveAccess: false,
      benefits: { bonusPoints: 100, customPerks: ['إرجاع مجاني', 'دخول مبكر'] },
      version: 1,
      createdAt: new Date(String(created.created_at)),
      updatedAt: new Date(String(created.updated_at)),
    });
  });

  test.each([
    ['without a locale', undefined, 'Gold', 'en'],
    ['in the default locale', 'en', 'Gold', 'en'],
    ['for a region of a translated language', 'ar-EG', 'ذهبي', 'ar'],
    ['in a locale with a name only', 'he', 'זהב', 'he'],
  ])('%s', async (_case, locale, name, answered) => {
    await create(gold);
    const { tier } = await getTier({ locale });
    expect(tier).toMatchObject({ name, locale: answered });
    expect(tier?.benefits?.customPerks).toHaveLength(2);
  });

  test('falls back to the default locale of the tier and says so', async () => {
    await create({
      tier_id: 'gold',
      locale: 'he',
      name: 'זהב',
      min_points: 1,
      benefits: { custom_perks: ['משלוח חינם'] },
    });
    const { tier } = await getTier({ locale: 'ar' });
    expect(tier).toMatchObject({
      name: 'זהב',
      locale: 'he',
      benefits: { bonusPoints: undefined, customPerks: ['משלוח חינם'] },
    });
  });

  test.each([
    ['an unknown locale', { locale: 'fr' }, '/locale'],
    ['an empty locale', { locale: '' }, '/locale'],
    ['no tier id', { tierId: '' }, '/tier_id'],
    ['text that cannot be stored', { tierId: 'go\0ld' }, '/tier_id'],
  ])('refuses %s with INVALID_ARGUMENT and the field', async (_case, request, field) => {
    await create(gold);
    const refusal = getTier(request);
    await expect(refusal).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    const error: unknown = await refusal.catch((thrown: unknown) => thrown);
    expect(detailsOf(error)).toContain(field);
  });

  test('answers NOT_FOUND for a tier that is not there, and for one of another merchant', async () => {
    await expect(getTier()).rejects.toMatchObject({ code: status.NOT_FOUND });
    await create(gold);
    const other = randomUUID();
    const stranger = await host.token({ merchantId: other });
    await expect(getTier({ merchantId: other }, { token: stranger })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });

  test('answers PERMISSION_DENIED for a merchant that is not among those of the token', async () => {
    await create(gold);
    const stranger = await host.token({ merchantId: randomUUID() });
    await expect(getTier({}, { token: stranger })).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
    });
  });

  test('answers PERMISSION_DENIED without a role', async () => {
    const nobody = await host.token({ merchantId, roles: [] });
    await expect(getTier({}, { token: nobody })).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
    });
  });

  test('answers UNAUTHENTICATED without a valid token', async () => {
    for (const options of [
      {},
      { token: 'nonsense' },
      { token: await host.token({ merchantId, expiresIn: -60 }) },
      { token: await host.token({ merchantId, audience: 'https://elsewhere.test' }) },
      { token: `${token.slice(0, -8)}AAAAAAAA` },
    ]) {
      await expect(getTier({}, options)).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    }
  });

  test('answers FAILED_PRECONDITION while the plugin is off for the merchant', async () => {
    await create(gold);
    const change = { pluginId: 'campaign-vip', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    await expect(getTier()).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
    await host.directory.switch(merchantId, { ...change, enabled: true });
    await expect(getTier()).resolves.toMatchObject({ tier: { tierId: 'gold' } });
  });
});

describe('ListVIPTiers', () => {
  const createMany = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await create({
        tier_id: `tier-${String(index).padStart(3, '0')}`,
        name: `Tier ${index}`,
        // Pairs of equal points, the later one first.
        min_points: 1_000 - Math.floor(index / 2),
      });
    }
  };

  test('gives all tiers by points, then by tier id, each in the requested locale', async () => {
    await create(gold);
    await create({ tier_id: 'silver', name: 'Silver', min_points: 10 });
    await create({ ...gold, tier_id: 'amber' });
    const { tiers, nextPageToken } = await listTiers({ locale: 'ar' });
    expect(tiers).toMatchObject([
      { tierId: 'silver', name: 'Silver', locale: 'en' },
      { tierId: 'amber', name: 'ذهبي', locale: 'ar' },
      { tierId: 'gold', name: 'ذهبي', locale: 'ar' },
    ]);
    expect(nextPageToken).toBe('');
  });

  test('pages through all tiers, once each', async () => {
    await createMany(7);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await listTiers({ pageSize: 3, pageToken });
      expect(page.tiers.length).toBeLessThanOrEqual(3);
      seen.push(...page.tiers.map(({ tierId }) => tierId));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(seen).toEqual([6, 4, 5, 2, 3, 0, 1].map((index) => `tier-00${index}`));
  });

  test('reads a page size of 0 as 50 and one above 100 as 100', async () => {
    await createMany(102);
    expect((await listTiers()).tiers).toHaveLength(50);
    const large = await listTiers({ pageSize: 1_000 });
    expect(large.tiers).toHaveLength(100);
    const rest = await listTiers({ pageSize: 1_000, pageToken: large.nextPageToken });
    expect(rest.tiers).toHaveLength(2);
    expect(rest.nextPageToken).toBe('');
  });

  test.each([
    ['a negative page size', { pageSize: -1 }, '/page_size'],
    ['a token that is none', { pageToken: 'nonsense' }, '/page_token'],
    ['a token of another list', { pageToken: token64(['x', 'gold']) }, '/page_token'],
    ['a token beyond all points', { pageToken: token64(['99999999999', 'a']) }, '/page_token'],
    ['an unknown locale', { locale: 'klingon' }, '/locale'],
  ])('refuses %s with INVALID_ARGUMENT and the field', async (_case, request, field) => {
    const refusal = listTiers(request);
    await expect(refusal).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    const error: unknown = await refusal.catch((thrown: unknown) => thrown);
    expect(detailsOf(error)).toContain(field);
  });

  test('gives nothing of another merchant', async () => {
    await create(gold);
    merchantId = randomUUID();
    token = await host.token({ merchantId, roles: ['service'] });
    expect(await listTiers()).toEqual({ tiers: [], nextPageToken: '' });
  });
});

function token64(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The `google.rpc.Status` of an error, whose texts stand in it as they are. */
function detailsOf(error: unknown): string {
  const { metadata } = error as { metadata: { get(key: string): (string | Buffer)[] } };
  return String(metadata.get('grpc-status-details-bin')[0]);
}
