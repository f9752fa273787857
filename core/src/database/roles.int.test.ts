import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { databaseRoles } from './database-roles.js';

let host: TestHost;
beforeAll(async () => {
  host = await createTestHost({ plugins: [] });
});
afterAll(() => host?.stop());

const asApplication = (text: string, merchantId = host.merchantId) =>
  queryAs(host.urls.application, text, [], merchantId);
const asRelay = (text: string) => queryAs(host.urls.relay, text);
const denied = /permission denied/;

describe('row-level security', () => {
  test('is on and forced for every table with a merchant', async () => {
    const tables = await queryAs<{ name: string; enabled: boolean; forced: boolean }>(
      host.urls.owner,
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'promenade'::regnamespace and c.relkind in ('r', 'p')
         and a.attname = 'merchant_id'`,
    );
    const names = tables.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['outbox', 'processed_events', 'plugin_enablement']),
    );
    for (const table of tables) expect(table).toMatchObject({ enabled: true, forced: true });
  });

  test('holds for the owner too', async () => {
    await host.database.transaction(host.merchantId, (tx) =>
      sql`insert into promenade.processed_events
        values (${host.merchantId}, 'g', ${randomUUID()}, 't')`.execute(tx.sql),
    );
    const text = 'select * from promenade.processed_events';
    expect(await queryAs(host.urls.owner, text)).toEqual([]);
    expect(await asApplication(text)).toHaveLength(1);
  });
});

describe('the application role', () => {
  test('owns nothing, is a member of nothing, and may bypass nothing', async () => {
    const [role] = await queryAs(
      host.urls.owner,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as relations,
         (select count(*)::int from pg_namespace where nspowner = r.oid) as schemas,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where rolname = $1`,
      [databaseRoles.application],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      relations: 0,
      schemas: 0,
      memberships: 0,
    });
  });

  test.each([
    `update promenade.outbox set position = 1`,
    `update promenade.outbox set payload = ''`,
    `delete from promenade.outbox`,
    `truncate promenade.outbox`,
    `select * from promenade.consumer_offset`,
    `update promenade.log_position set last = 0`,
    `update promenade.enablement_version set version = 0`,
    `select * from promenade.migrations`,
    `alter table promenade.outbox disable row level security`,
    `alter role ${databaseRoles.application} bypassrls`,
    `set role ${databaseRoles.owner}`,
    `create table promenade.mine (id int)`,
    `create table public.mine (id int)`,
    `create schema mine`,
  ])('may not: %s', async (text) => {
    await expect(asApplication(text)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('may not write into the outbox for another merchant', async () => {
    const insert = (merchantId: string): string =>
      `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
       values ('${randomUUID()}', 't', 'k', 't', '', '{}', '${merchantId}')`;
    await expect(asApplication(insert(randomUUID()))).rejects.toThrow(/row-level security/);
    await expect(queryAs(host.urls.application, insert(host.merchantId))).rejects.toThrow(
      /row-level security/,
    );
    expect(await asApplication(insert(host.merchantId))).toEqual([]);
  });
});

describe('the relay role', () => {
  test.each([
    'select * from promenade.processed_events',
    'select updated_by from promenade.plugin_enablement',
    `insert into promenade.plugin_enablement values ('${randomUUID()}', 'x', true, now(), 'x')`,
    'update promenade.plugin_enablement set enabled = true',
    `update promenade.outbox set payload = ''`,
    `update promenade.outbox set merchant_id = '${randomUUID()}'`,
    `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
     values ('${randomUUID()}', 't', 'k', 't', '', '{}', '${randomUUID()}')`,
    'create table promenade.mine (id int)',
  ])('may not: %s', async (text) => {
    await expect(asRelay(text)).rejects.toThrow(denied);
  });

  test('reads outbox and switches across merchants, and stamps positions', async () => {
    for (const merchantId of [randomUUID(), randomUUID()]) {
      await queryAs(
        host.urls.application,
        `insert into promenade.plugin_enablement values ('${merchantId}', 'p', true, now(), 'x')`,
        [],
        merchantId,
      );
    }
    const switches = await asRelay('select merchant_id from promenade.plugin_enablement');
    expect(switches.length).toBeGreaterThanOrEqual(2);
    expect(await asRelay('update promenade.outbox set position = null where false')).toEqual([]);
  });

  test('may not bypass row-level security', async () => {
    const [role] = await queryAs(
      host.urls.owner,
      'select rolsuper, rolbypassrls from pg_roles where rolname = $1',
      [databaseRoles.relay],
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });
});
