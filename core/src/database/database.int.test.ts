import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { testServices } from '../testing/test-services.js';
import { isolateMerchants } from './row-level-security.js';
import type { Transaction } from './transaction.js';

class Notes001 extends Migration {
  override up(): void {
    this.addSql(`create table notes.note (
      merchant_id uuid not null, id uuid not null, text text not null, primary key (merchant_id, id))`);
    for (const statement of isolateMerchants('notes.note')) this.addSql(statement);
    this.addSql(`
      create function notes.texts(merchant uuid) returns setof text language plpgsql as $$
      begin
        perform set_config('app.merchant_id', merchant::text, true);
        return query select n.text from notes.note n;
      end $$`);
  }
  override down(): void {
    this.addSql('drop function notes.texts(uuid)');
    this.addSql('drop table notes.note');
  }
}
const notes = samplePlugin('notes', {
  contributes: { migrations: { schema: 'notes', list: [Notes001] } },
});

let host: TestHost;
beforeAll(async () => {
  host = await createTestHost({ plugins: [notes] });
});
afterAll(() => host?.stop());

const write = (tx: Transaction, text: string, merchantId = tx.merchantId) =>
  sql`insert into notes.note values (${merchantId}, ${randomUUID()}, ${text})`.execute(tx.sql);
const textsIn = async (tx: Transaction): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`
    select text from notes.note order by text`.execute(tx.sql);
  return rows.map(({ text }) => text);
};
const textsOf = (merchantId: string) => host.database.transaction(merchantId, textsIn);

describe('a statement', () => {
  test('sees rows of the merchant that it names, and without one none', async () => {
    const [acme, bazaar] = [randomUUID(), randomUUID()];
    await host.database.transaction(acme, (tx) => write(tx, 'of acme'));
    await host.database.transaction(bazaar, (tx) => write(tx, 'of bazaar'));
    const texts = sql<{ text: string }>`select notes.texts(${acme}) as text`;
    const all = sql<{ text: string }>`select text from notes.note`;
    // More often than there are connections: nothing is left on any of them.
    for (let round = 0; round < 20; round += 1) {
      expect(await host.database.statement(acme, texts)).toEqual([{ text: 'of acme' }]);
      expect(await host.database.statement(acme, all)).toEqual([]);
    }
  });

  test('makes its merchant known', async () => {
    const merchantId = randomUUID();
    await host.database.statement(merchantId, sql`select 1`);
    const known = sql`select 1 from promenade.merchant where merchant_id = ${merchantId}`;
    const { rows } = await host.database.transaction(merchantId, (tx) => known.execute(tx.sql));
    expect(rows).toHaveLength(1);
  });
});

describe('a transaction', () => {
  test('sees and writes rows of its merchant only', async () => {
    const [acme, bazaar] = [randomUUID(), randomUUID()];
    await host.database.transaction(acme, (tx) => write(tx, 'of acme'));
    await host.database.transaction(bazaar, (tx) => write(tx, 'of bazaar'));
    expect(await textsOf(acme)).toEqual(['of acme']);
    expect(await textsOf(bazaar)).toEqual(['of bazaar']);
    expect(await textsOf(randomUUID())).toEqual([]);
    await expect(
      host.database.transaction(acme, (tx) => write(tx, 'forged', bazaar)),
    ).rejects.toThrow(/row-level security/);
    const touched = await host.database.transaction(bazaar, (tx) =>
      sql`update notes.note set text = 'taken' where merchant_id = ${acme}`.execute(tx.sql),
    );
    expect(touched.numAffectedRows).toBe(0n);
  });

  test('commits all or nothing, by query builder and entity manager alike', async () => {
    const acme = randomUUID();
    const failing = host.database.transaction(acme, async (tx) => {
      await write(tx, 'by query');
      await tx.em.execute('insert into notes.note values (?, ?, ?)', [acme, randomUUID(), 'by em']);
      expect(await textsIn(tx)).toEqual(['by em', 'by query']);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await textsOf(acme)).toEqual([]);
  });

  test('of an id that is none reads nothing and writes nothing', async () => {
    await expect(textsOf('acme')).rejects.toThrow(/invalid input syntax for type uuid/);
    await expect(textsOf("x', false); drop table notes.note; --")).rejects.toThrow(
      /invalid input syntax/,
    );
    await expect(textsOf('')).rejects.toThrow(/invalid input syntax for type uuid/);
  });

  test('leaves its merchant to nobody: not to the next on the connection, not to its neighbours', async () => {
    const merchants = Array.from({ length: 8 }, () => randomUUID());
    for (const id of merchants) await host.database.transaction(id, (tx) => write(tx, id));
    // More at once than the pool has connections, so that each connection serves many merchants.
    const rounds = Array.from({ length: 200 }, async (_none, round) => {
      const id = merchants[round % merchants.length] ?? '';
      const seen = await host.database
        .transaction(id, async (tx) => {
          const before = await textsIn(tx);
          await sql`select pg_sleep(0.002)`.execute(tx.sql);
          const after = await textsIn(tx);
          if (round % 3 === 0) throw new Error(JSON.stringify([before, after]));
          return [before, after];
        })
        .catch((error: unknown) => JSON.parse((error as Error).message) as unknown);
      expect(seen).toEqual([[id], [id]]);
    });
    await Promise.all(rounds);
    // Statements outside a transaction, on connections that just carried a merchant.
    const after = await host.database.transaction(randomUUID(), ({ em }) =>
      Promise.all(
        Array.from({ length: 8 }, () =>
          em
            .getConnection()
            .execute<{ merchant: string | null }[]>(
              `select current_setting('app.merchant_id', true) as merchant, pg_sleep(0.02)`,
            ),
        ),
      ),
    );
    expect(after.flat().filter(({ merchant }) => Boolean(merchant))).toEqual([]);
    expect(after).toHaveLength(8);
    const nobody = await queryAs(host.urls.application, 'select * from notes.note');
    expect(nobody).toEqual([]);
  });

  test('works again after the server closed every connection', async () => {
    const acme = randomUUID();
    await host.database.transaction(acme, (tx) => write(tx, 'before'));
    await queryAs(
      testServices().postgresUrl,
      // Until each of them is gone, which may take a moment.
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1`,
      [new URL(host.urls.application).pathname.slice(1)],
    );
    await eventually(async () => expect(await textsOf(acme)).toEqual(['before']));
    await eventually(async () =>
      expect(await host.database.version()).toBe(testServices().postgresVersion),
    );
  });
});
