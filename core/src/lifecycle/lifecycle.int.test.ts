import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import type { DatabaseUrls } from '../database/database-roles.js';
import { isolateMerchants } from '../database/row-level-security.js';
import type { Transaction } from '../database/transaction.js';
import type { Plugin, PluginSpec } from '../plugin/define-plugin.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { testServices } from '../testing/test-services.js';

class Journal001 extends Migration {
  override up(): void {
    this.addSql(`create table journal.line (
      merchant_id uuid not null, number bigint generated always as identity, text text not null,
      primary key (merchant_id, number))`);
    for (const statement of isolateMerchants('journal.line')) this.addSql(statement);
    this.addSql(`grant usage on all sequences in schema journal to promenade_app`);
  }
  override down(): void {
    this.addSql('drop table journal.line');
  }
}
const journal = samplePlugin('journal', {
  enablement: 'always',
  contributes: { migrations: { schema: 'journal', list: [Journal001] } },
});

/** What a hook does after it wrote its line; it may throw. */
let afterwards: (text: string, tx: Transaction) => Promise<void>;
let hosts: TestHost[];
let urls: DatabaseUrls | undefined;

const note = async (tx: Transaction, text: string): Promise<void> => {
  await sql`insert into journal.line (merchant_id, text) values (${tx.merchantId}, ${text})`.execute(
    tx.sql,
  );
  await afterwards(text, tx);
};
const told = (id: string, spec: Partial<PluginSpec> = {}): Plugin =>
  samplePlugin(id, {
    lifecycle: {
      enabled: (tx) => note(tx, `${id} on`),
      disabled: (tx) => note(tx, `${id} off`),
    },
    ...spec,
  });

const base = told('base');
const top = told('top', { dependsOn: { required: ['base'] } });
const extra = told('extra', { enablement: 'opt-in' });
const silent = samplePlugin('silent');

const start = async (): Promise<TestHost> => {
  const host = await createTestHost({
    plugins: [top, extra, silent, base, journal],
    ...(urls && { urls }),
  });
  hosts.push(host);
  urls = host.urls;
  return host;
};
const linesOf = async (merchantId: string): Promise<string[]> => {
  const text = 'select text from journal.line order by number';
  const rows = await queryAs<{ text: string }>(urls?.application ?? '', text, [], merchantId);
  return rows.map((row) => row.text);
};
const reads = (merchantId: string, lines: readonly string[]) =>
  eventually(async () => expect(await linesOf(merchantId)).toEqual(lines));
const meet = async (host: TestHost): Promise<string> => {
  const merchantId = randomUUID();
  await host.database.transaction(merchantId, async () => undefined);
  return merchantId;
};
const flip = (host: TestHost, merchantId: string, pluginId: string, enabled: boolean) =>
  host.directory.switch(merchantId, { pluginId, enabled, by: 'test' });
const metricsOf = async (host: TestHost): Promise<string> =>
  (await fetch(`${host.baseUrl}/metrics`)).text();

beforeEach(() => {
  hosts = [];
  urls = undefined;
  afterwards = async () => undefined;
});
afterEach(async () => {
  for (const host of hosts) await host.stop();
});

describe('a plugin with hooks', () => {
  test('is told of a new merchant, and of what is switched, in the order of dependencies', async () => {
    const host = await start();
    const merchantId = await meet(host);
    await reads(merchantId, ['base on', 'top on']);
    await flip(host, merchantId, 'base', false);
    await reads(merchantId, ['base on', 'top on', 'top off', 'base off']);
    await flip(host, merchantId, 'extra', true);
    await flip(host, merchantId, 'base', true);
    await eventually(async () => expect(await linesOf(merchantId)).toHaveLength(7));
    const again = (await linesOf(merchantId)).slice(4);
    expect(again.filter((line) => line !== 'extra on')).toEqual(['base on', 'top on']);
    // It is counted when it is committed, and so seen here.
    await eventually(async () =>
      expect(await metricsOf(host)).toMatch(
        /promenade_lifecycle_told_total\{plugin="base",change="enabled"\} 2/,
      ),
    );
  });

  test('is not told what it knows: not at a restart, not for a switch without effect', async () => {
    const host = await start();
    const merchantId = await meet(host);
    await reads(merchantId, ['base on', 'top on']);
    await host.stop();
    const back = await start();
    // Off already with what it requires: being switched off itself changes nothing.
    await flip(back, merchantId, 'base', false);
    await reads(merchantId, ['base on', 'top on', 'top off', 'base off']);
    await flip(back, merchantId, 'top', false);
    await flip(back, merchantId, 'base', true);
    const lines = ['base on', 'top on', 'top off', 'base off', 'base on'];
    await eventually(async () => expect(await linesOf(merchantId)).toEqual(lines));
  });

  test('learns at the next start what happened while no host was there', async () => {
    const host = await start();
    const merchantId = await meet(host);
    await reads(merchantId, ['base on', 'top on']);
    await host.stop();
    await queryAs(
      host.urls.application,
      `insert into promenade.plugin_enablement values ($1, 'top', false, now(), 'test')`,
      [merchantId],
      merchantId,
    );
    await start();
    await eventually(async () =>
      expect(await linesOf(merchantId)).toEqual(['base on', 'top on', 'top off']),
    );
  });

  test('that fails is rolled back and told again; what requires it waits, others do not', async () => {
    let isBroken = true;
    const host = await start();
    let hapless = '';
    afterwards = async (text, tx) => {
      if (isBroken && text === 'base on' && tx.merchantId === hapless) throw new Error('no paper');
    };
    hapless = randomUUID();
    await flip(host, hapless, 'extra', true);
    const other = await meet(host);
    await reads(other, ['base on', 'top on']);
    await reads(hapless, ['extra on']);
    await eventually(async () => {
      const metrics = await metricsOf(host);
      expect(metrics).toMatch(
        /promenade_lifecycle_failures_total\{plugin="base",change="enabled"\} \d/,
      );
      expect(metrics).toMatch(/promenade_lifecycle_waiting_merchants\{plugin="top"\} 1/);
    });
    isBroken = false;
    await reads(hapless, ['extra on', 'base on', 'top on']);
    await eventually(async () =>
      expect(await metricsOf(host)).toMatch(
        /promenade_lifecycle_waiting_merchants\{plugin="top"\} 0/,
      ),
    );
  });
});

test('a hook that takes its time holds no connection but that of its own transaction', async () => {
  const host = await start();
  const inHook = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  afterwards = async () => {
    inHook.resolve();
    await going.promise;
  };
  const merchantId = await meet(host);
  await inHook.promise;
  try {
    // Others work all the while, and are seen between two of their statements: none is for as long as the hook takes.
    await eventually(async () => {
      const held = await queryAs<{ role: string }>(
        testServices().postgresUrl,
        `select usename as role from pg_stat_activity where datname = $1 and state like 'idle in transaction%'`,
        [new URL(host.urls.application).pathname.slice(1)],
      );
      expect(held).toEqual([{ role: 'promenade_app' }]);
    });
  } finally {
    going.resolve();
  }
  await reads(merchantId, ['base on', 'top on']);
});

describe('two hosts', () => {
  test('tell each plugin once of each merchant', async () => {
    const [first, second] = [await start(), await start()];
    const merchants = await Promise.all(
      Array.from({ length: 40 }, (_none, index) => meet(index % 2 === 0 ? first : second)),
    );
    await Promise.all(merchants.map((merchantId) => reads(merchantId, ['base on', 'top on'])));
    await Promise.all(
      merchants.map((merchantId, index) =>
        flip(index % 2 === 0 ? second : first, merchantId, 'base', false),
      ),
    );
    const whole = ['base on', 'top on', 'top off', 'base off'];
    for (const merchantId of merchants) {
      await eventually(async () => expect(await linesOf(merchantId)).toEqual(whole));
    }
  });

  test('of which one loses its connection in the midst of a hook: the other tells it, once', async () => {
    const first = await start();
    const inHook = Promise.withResolvers<void>();
    const merchantId = randomUUID();
    let calls = 0;
    afterwards = async (text, tx) => {
      if (tx.merchantId !== merchantId || text !== 'base on') return;
      calls += 1;
      if (calls > 1) return;
      inHook.resolve();
      // As when the process is killed: PostgreSQL ends the transaction and the lock with the connections.
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx.sql);
    };
    await first.database.transaction(merchantId, async () => undefined);
    await inHook.promise;
    await Promise.all([first.stop(), start()]);
    await reads(merchantId, ['base on', 'top on']);
    expect(calls).toBe(2);
  });
});
