import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@jest/globals';
import { sql } from 'kysely';
import { coreMigrations } from './core-migrations.js';
import { Database } from './database.js';
import { migrateDatabase } from './migrate-database.js';
import { provisionTestDatabase } from '../testing/create-test-host.js';
import { TcpProxy } from '../testing/tcp-proxy.js';

test('leak', async () => {
  const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  const proxy = await TcpProxy.to(urls.application);
  const through = { owner: urls.owner, application: proxy.through(urls.application), relay: proxy.through(urls.relay) };
  const log: string[] = [];
  const database = await Database.connect({ urls: through, poolSize: 3, entities: [], onConnectionError: (e) => log.push(String(e)) });
  const pool = await (database as any).orm.em.getConnection().getNativeClient();
  const stats = () => `app total ${pool.totalCount} idle ${pool.idleCount} wait ${pool.waitingCount}`;
  for (let i = 0; i < 3; i++) {
  const work = database.transaction(randomUUID(), async (tx) => {
    await sql`select 1`.execute(tx.sql);
    proxy.cut();
    await pause(50);
    await sql`select 2`.execute(tx.sql);
  }).catch((e) => log.push(`TX ${e}`));
  await work;
  log.push(stats());
  proxy.mend();
  }
  for (let i = 0; i < 3; i++) {
  const work = database.acrossMerchants().transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    proxy.cut();
    await pause(50);
    await sql`select 2`.execute(tx);
  }).catch((e) => log.push(`RTX ${e}`));
  await work;
  proxy.mend();
  }
  // query in flight at cut
  const q = database.transaction(randomUUID(), async (tx) => { setTimeout(() => proxy.cut(), 50); await sql`select pg_sleep(1)`.execute(tx.sql); }).catch((e) => log.push(`TX2 ${e}`));
  await q; log.push(stats()); proxy.mend();
  // cut on connect
  proxy.cut();
  await database.transaction(randomUUID(), async () => undefined).catch((e) => log.push(`TX3 ${e}`));
  log.push(stats()); proxy.mend();
  await Promise.race([database.transaction(randomUUID(), async (tx) => { await sql`select 1`.execute(tx.sql); log.push('works'); }), pause(2000)]);
  log.push(stats());
  const t = performance.now();
  await Promise.race([(database as any).orm.close(), pause(3000)]);
  log.push(`orm closed ${performance.now() - t}`);
  const t2 = performance.now();
  await Promise.race([(database as any).relay.destroy(), pause(3000)]);
  log.push(`relay closed ${performance.now() - t2}`);
  console.log(log.join('\n'));
  await proxy.close();
});
