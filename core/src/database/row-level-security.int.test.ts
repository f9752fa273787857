import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { provisionTestDatabase, queryAs } from '../testing/create-test-host.js';
import type { DatabaseUrls } from './database-roles.js';
import { hashPartitions, isolateMerchants, openSchema } from './row-level-security.js';

const merchantId = randomUUID();
const table = 'isolated.note';
const partitions = [`${table}_0`, `${table}_1`, `${table}_2`];
let urls: DatabaseUrls;

beforeAll(async () => {
  urls = await provisionTestDatabase(`rls_${randomUUID().replaceAll('-', '')}`);
  for (const statement of [
    'create schema isolated',
    ...openSchema('isolated'),
    `create table ${table} (merchant_id uuid primary key) partition by hash (merchant_id)`,
    ...isolateMerchants(table),
    ...hashPartitions(table, partitions.length),
  ]) {
    await queryAs(urls.owner, statement);
  }
  for (const each of [merchantId, ...Array.from({ length: 20 }, () => randomUUID())]) {
    await queryAs(urls.application, `insert into ${table} values ($1)`, [each], each);
  }
});

describe('a table in hash partitions', () => {
  test('takes the rows of every merchant, and shows each its own', async () => {
    expect(
      await queryAs(urls.application, `select merchant_id from ${table}`, [], merchantId),
    ).toEqual([{ merchant_id: merchantId }]);
  });

  test.each(partitions)('does not show %s past the table', async (partition) => {
    const text = `select 1 from ${partition}`;
    await expect(queryAs(urls.application, text, [], merchantId)).rejects.toThrow(
      'permission denied',
    );
    expect(await queryAs(urls.owner, text, [], merchantId)).toEqual([]);
  });
});

describe('the owner', () => {
  test('sees no rows, whatever the merchant is, until force is lifted', async () => {
    const text = `select 1 from ${table}`;
    expect(await queryAs(urls.owner, text)).toEqual([]);
    expect(await queryAs(urls.owner, text, [], merchantId)).toEqual([]);
    await queryAs(urls.owner, `alter table ${table} no force row level security`);
    expect(await queryAs(urls.owner, text)).toHaveLength(21);
    await queryAs(urls.owner, `alter table ${table} force row level security`);
    expect(await queryAs(urls.owner, text)).toEqual([]);
  });

  test('sees the rows of a merchant through a policy of its own', async () => {
    await queryAs(
      urls.owner,
      `create policy owner_migrates on ${table} to promenade_owner
         using (merchant_id = current_setting('app.merchant_id')::uuid)`,
    );
    expect(await queryAs(urls.owner, `select 1 from ${table}`, [], merchantId)).toHaveLength(1);
  });
});
