import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { provisionTestDatabase } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { coreMigrations } from './core-migrations.js';
import { Database } from './database.js';
import { migrateDatabase } from './migrate-database.js';
import type { Transaction } from './transaction.js';

const poolSize = 3;
const merchantId = randomUUID();
const broken = /connection|terminated|not queryable|ECONNRESET/i;
let proxy: TcpProxy;
let database: Database;

beforeAll(async () => {
  const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  proxy = await TcpProxy.to(urls.application);
  const through = proxy.through(urls.application);
  const ignore = (): void => undefined;
  database = await Database.connect({
    urls: { ...urls, application: through, relay: proxy.through(urls.relay) },
    poolSize,
    entities: [],
    onConnectionError: ignore,
  });
});
afterAll(() => proxy?.close());

const ask = (tx: Transaction) => sql`select 1`.execute(tx.sql);

describe('a database whose connections broke', () => {
  test('has all of them again, however many transactions were cut off', async () => {
    for (let outage = 0; outage < 2 * poolSize; outage += 1) {
      const cutOff = database.transaction(merchantId, async (tx) => {
        await ask(tx);
        proxy.cut();
        await eventually(() => expect(ask(tx)).rejects.toThrow(broken));
        await ask(tx);
      });
      await expect(cutOff).rejects.toThrow(broken);
      proxy.mend();
    }
    await eventually(async () => {
      const together = Promise.withResolvers<void>();
      let open = 0;
      // Each waits for all the others: that takes as many connections as the pool may have.
      const all = Array.from({ length: poolSize }, () =>
        database.transaction(merchantId, async (tx) => {
          await ask(tx);
          open += 1;
          if (open === poolSize) together.resolve();
          await together.promise;
        }),
      );
      await Promise.all(all);
    });
  });

  test('closes without waiting for connections that are gone', async () => {
    const cutOff = database.transaction(merchantId, async (tx) => {
      proxy.cut();
      await ask(tx);
    });
    await expect(cutOff).rejects.toThrow(broken);
    const before = performance.now();
    await database.close();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
