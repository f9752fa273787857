import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { provisionTestDatabase, queryAs } from '../testing/create-test-host.js';
import { testServices } from '../testing/test-services.js';
import { coreMigrations } from './core-migrations.js';
import type { DatabaseUrls } from './database-roles.js';
import { type MigrationSet, migrateDatabase } from './migrate-database.js';
import { provisionDatabase } from './provision-database.js';
import { isolateMerchants } from './row-level-security.js';

class Create001 extends Migration {
  override up(): void {
    this.addSql('create table shop.item (id int)');
  }
}
class Fill002 extends Migration {
  override up(): void {
    // Slow, so that another host would have time to do the same.
    this.addSql('select pg_sleep(0.2)');
    this.addSql('insert into shop.item values (1)');
  }
}
class Clash001 extends Migration {
  override up(): void {
    this.addSql('create table clash.first (id int)');
    this.addSql('select nonsense');
  }
}
const shop: MigrationSet = { owner: 'shop', schema: 'shop', list: [Create001, Fill002] };
const clash: MigrationSet = { owner: 'clash', schema: 'clash', list: [Clash001] };

let database: string;
let urls: DatabaseUrls;
beforeEach(async () => {
  database = `test_${randomBytes(6).toString('hex')}`;
  urls = await provisionTestDatabase(database);
});

const rowsOf = (text: string) => queryAs(urls.owner, text);

describe('migrateDatabase', () => {
  test('applies what is pending, once', async () => {
    const early = { ...shop, list: [Create001] };
    expect(await migrateDatabase(urls.owner, [coreMigrations, early])).toEqual([
      { owner: 'core', applied: expect.arrayContaining(['Platform001']) },
      { owner: 'shop', applied: ['Create001'] },
    ]);
    expect(await migrateDatabase(urls.owner, [coreMigrations, shop])).toEqual([
      { owner: 'core', applied: [] },
      { owner: 'shop', applied: ['Fill002'] },
    ]);
    expect(await migrateDatabase(urls.owner, [shop])).toEqual([{ owner: 'shop', applied: [] }]);
    expect(await rowsOf('select * from shop.item')).toHaveLength(1);
    expect(await rowsOf('select name from shop.migrations order by id')).toEqual([
      { name: 'Create001' },
      { name: 'Fill002' },
    ]);
  });

  test('applies once when several hosts start together', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => migrateDatabase(urls.owner, [coreMigrations, shop])),
    );
    for (const { error } of outcomes.flat()) expect(error).toBeUndefined();
    const applied = outcomes.flat().flatMap((outcome) => outcome.applied);
    expect(applied.filter((name) => name === 'Fill002')).toHaveLength(1);
    expect(await rowsOf('select * from shop.item')).toHaveLength(1);
  });

  test('reports a set that fails, leaves nothing of it, and applies the others', async () => {
    const [failed, sound] = await migrateDatabase(urls.owner, [clash, shop]);
    expect(failed).toMatchObject({ owner: 'clash', applied: [] });
    expect(failed?.error?.message).toMatch(/^migrations of 'clash' failed: .*nonsense/);
    expect(sound).toEqual({ owner: 'shop', applied: ['Create001', 'Fill002'] });
    expect(
      await rowsOf(`select 1 from pg_tables where schemaname = 'clash' and tablename = 'first'`),
    ).toEqual([]);
    // The cause is mended, and the next start goes on from there.
    class Mended001 extends Migration {
      override up(): void {
        this.addSql('create table clash.first (id int)');
      }
    }
    expect(await migrateDatabase(urls.owner, [{ ...clash, list: [Mended001] }])).toEqual([
      { owner: 'clash', applied: ['Mended001'] },
    ]);
  });

  test('looks again at what it applied earlier: force that was lifted must be put back', async () => {
    class Safe001 extends Migration {
      override up(): void {
        this.addSql('create table safe.item (merchant_id uuid primary key)');
        for (const statement of isolateMerchants('safe.item')) this.addSql(statement);
      }
    }
    const safe: MigrationSet = { owner: 'safe', schema: 'safe', list: [Safe001] };
    const again = async () => (await migrateDatabase(urls.owner, [shop, safe]))[1];
    expect(await again()).toEqual({ owner: 'safe', applied: ['Safe001'] });
    await rowsOf('alter table safe.item no force row level security');
    const drifted = await again();
    expect(drifted?.applied).toEqual([]);
    expect(drifted?.error?.message).toBe(
      "the tables of 'safe' are not safe: its table safe.item has merchant_id and no forced row-level security. " +
        "Cure: run the statements of isolateMerchants('safe.item') in the migration.",
    );
    await rowsOf('alter table safe.item force row level security');
    expect(await again()).toEqual({ owner: 'safe', applied: [] });
  });

  test('says when the database cannot be reached', async () => {
    const nowhere = new URL(urls.owner);
    nowhere.port = '1';
    await expect(migrateDatabase(nowhere.href, [shop])).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});

describe('provisionDatabase', () => {
  const provision = (name: string, password: string) =>
    provisionDatabase({ adminUrl: testServices().postgresUrl, database: name, password });

  test('does no harm to what is there, one after the other and at once', async () => {
    await migrateDatabase(urls.owner, [shop]);
    const again = await Promise.all([1, 2, 3].map(() => provision(database, 'test')));
    expect(again).toEqual([urls, urls, urls]);
    expect(await rowsOf('select * from shop.item')).toHaveLength(1);
  });

  test('takes any name', async () => {
    const strange = await provision(`${database}-"x" y'z`, 'test');
    expect(await queryAs(strange.owner, 'select current_user')).toEqual([
      { current_user: 'promenade_owner' },
    ]);
  });

  test('says when the server cannot be reached', async () => {
    await expect(
      provisionDatabase({ adminUrl: 'postgresql://x@127.0.0.1:1/x', database, password: 'x' }),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
