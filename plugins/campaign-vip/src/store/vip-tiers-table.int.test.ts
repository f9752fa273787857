import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asMerchant, createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import fc from 'fast-check';
import { benefitsFaults } from '../domain/benefits.js';
import plugin from '../plugin.js';
import { gold } from '../testing/gold.js';

let host: TestHost;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin] });
  await host.api.call('POST', '/api/campaign-vip/v1/tiers', {
    token: await host.token(),
    body: gold,
  });
});
afterAll(() => host?.stop());

/** Runs a statement as the application role, for a merchant. */
const asApplication = <Row extends object>(
  merchantId: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => queryAs(asMerchant(host.urls.application, merchantId), text, values);

const insert = `
  insert into campaign_vip.vip_tiers (merchant_id, id, tier_id, name, min_points, benefits)
  values ($1, gen_random_uuid(), $2, 'Tier', 0, $3::jsonb) returning tier_id`;

describe('row-level security', () => {
  test('is forced on every table of the schema that has a merchant, partitions included', async () => {
    const tables = await queryAs<{ name: string; enabled: boolean; forced: boolean }>(
      host.urls.owner,
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
       where c.relnamespace = 'campaign_vip'::regnamespace and c.relkind in ('r', 'p')`,
    );
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'vip_tiers',
        'vip_tier_translations',
        'vip_tier_assignments',
        'vip_tiers_0',
        'vip_tiers_7',
      ]),
    );
    expect(tables.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([]);
  });

  test('leaves the application role no grant on a partition', async () => {
    const granted = await queryAs(
      host.urls.owner,
      `select inhrelid::regclass from pg_inherits
       where inhparent = 'campaign_vip.vip_tiers'::regclass
         and has_table_privilege('promenade_app', inhrelid, 'select, insert, update, delete, truncate')`,
    );
    expect(granted).toEqual([]);
    await expect(
      asApplication(host.merchantId, 'select 1 from campaign_vip.vip_tiers_0'),
    ).rejects.toThrow('permission denied');
  });

  test.each(['vip_tiers', 'vip_tier_translations'])(
    'shows the rows of %s to their merchant only',
    async (table) => {
      const text = `select 1 from campaign_vip.${table}`;
      expect(await asApplication(host.merchantId, text)).not.toEqual([]);
      expect(await asApplication(randomUUID(), text)).toEqual([]);
      expect(await queryAs(host.urls.application, text)).toEqual([]);
      expect(await queryAs(host.urls.owner, text)).toEqual([]);
    },
  );

  test('lets nobody write for another merchant', async () => {
    await expect(
      asApplication(randomUUID(), insert, [host.merchantId, 'stolen', null]),
    ).rejects.toThrow('row-level security');
    await expect(
      queryAs(host.urls.application, insert, [host.merchantId, 'stolen', null]),
    ).rejects.toThrow('row-level security');
    const changed = await asApplication(
      randomUUID(),
      `update campaign_vip.vip_tiers set name = 'Stolen' returning id`,
    );
    expect(changed).toEqual([]);
  });
});

describe('vip_tiers', () => {
  test('has the indexes, the unique key and the triggers of its design', async () => {
    const indexes = await queryAs<{ name: string; method: string }>(
      host.urls.owner,
      `select c.relname as name, m.amname as method from pg_index i
       join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
       where i.indrelid = 'campaign_vip.vip_tiers'::regclass order by c.relname`,
    );
    expect(indexes).toEqual(
      expect.arrayContaining([
        { name: 'idx_vip_tiers_benefits', method: 'gin' },
        { name: 'idx_vip_tiers_merchant_id', method: 'btree' },
        { name: 'idx_vip_tiers_min_points', method: 'btree' },
        { name: 'unique_vip_tiers_merchant_id_tier_id', method: 'btree' },
      ]),
    );
    const triggers = await queryAs<{ name: string }>(
      host.urls.owner,
      `select tgname as name from pg_trigger
       where tgrelid = 'campaign_vip.vip_tiers'::regclass and not tgisinternal order by tgname`,
    );
    expect(triggers.map(({ name }) => name)).toEqual(['trg_updated_at', 'trg_validate_benefits']);
  });

  test('is partitioned by a hash of the merchant', async () => {
    const [partitioning] = await queryAs<{ key: string }>(
      host.urls.owner,
      `select pg_get_partkeydef('campaign_vip.vip_tiers'::regclass) as key`,
    );
    expect(partitioning).toEqual({ key: 'HASH (merchant_id)' });
  });

  test('stamps updated_at with every change, whatever the statement says', async () => {
    const [row] = await asApplication<{ fresh: boolean; created: boolean }>(
      host.merchantId,
      `update campaign_vip.vip_tiers set updated_at = '2001-01-01', name = 'Gold'
       returning updated_at = now()::timestamptz(3) as fresh, created_at < updated_at as created`,
    );
    expect(row).toEqual({ fresh: true, created: true });
  });

  test.each([
    ['a negative number of points', `min_points = -1`],
    ['a negative discount', `discount_percentage = -1`],
    ['an unknown locale', `locale = 'fr'`],
    ['an empty name', `name = ' '`],
    ['a benefit of an unknown kind', `benefits = '{"free_coffee": true}'`],
    ['benefits that are no object', `benefits = '[]'`],
    ['bonus points that are a text', `benefits = '{"bonus_points": "7"}'`],
    ['perks that are an object', `benefits = '{"custom_perks": {}}'`],
    ['a perk that is a number', `benefits = '{"custom_perks": ["a", 7]}'`],
    ['a perk that is null', `benefits = '{"custom_perks": [null]}'`],
  ])('refuses %s', async (_case, assignment) => {
    await expect(
      asApplication(host.merchantId, `update campaign_vip.vip_tiers set ${assignment}`),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('takes exactly the benefits that the domain takes', async () => {
    const merchantId = randomUUID();
    const perk = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom('a'.repeat(200), 'a'.repeat(201), '𝒜'.repeat(200), '𝒜'.repeat(201)),
    );
    const benefits = fc.record(
      {
        bonus_points: fc.oneof(
          fc.integer({ min: -3, max: 3 }),
          fc.constantFrom(0.5, 2_147_483_647, 2_147_483_648),
        ),
        custom_perks: fc.oneof(
          fc.array(perk, { maxLength: 4 }),
          fc.constantFrom(20, 21).map((count) => Array<string>(count).fill('a')),
        ),
      },
      { requiredKeys: [] },
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(benefits, async (given) => {
        fc.pre(!JSON.stringify(given).includes(String.raw`\u0000`));
        const stored = await asApplication(merchantId, insert, [
          merchantId,
          `tier-${(count += 1)}`,
          JSON.stringify(given),
        ]).then(
          () => true,
          () => false,
        );
        expect(stored).toBe(benefitsFaults('', given).length === 0);
      }),
      { numRuns: 60 },
    );
  });
});
