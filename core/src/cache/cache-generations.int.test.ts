import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { coreMigrations } from '../database/core-migrations.js';
import { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import { migrateDatabase } from '../database/migrate-database.js';
import { provisionTestDatabase } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { CacheGenerations } from './cache-generations.js';
import type { Change } from './invalidation.js';

const ignore = (): void => undefined;
let database: Database;
let proxy: TcpProxy;
/** What two hosts remember; the second one's notifications come through the proxy. */
let here: CacheGenerations;
let there: CacheGenerations;
const closing: (() => unknown)[] = [];
let change: Change;

beforeAll(async () => {
  const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  database = await Database.connect({
    urls,
    poolSize: 4,
    entities: [],
    onConnectionError: ignore,
  });
  proxy = await TcpProxy.to(urls.relay);
  const open = async (url: string): Promise<CacheGenerations> => {
    const listener = new Listener(url, ignore);
    await listener.open();
    const generations = new CacheGenerations(database, listener, ignore);
    await generations.open();
    closing.push(async () => {
      generations.close();
      await listener.close();
    });
    return generations;
  };
  here = await open(urls.relay);
  there = await open(proxy.through(urls.relay));
});
afterAll(async () => {
  for (const close of closing) await close();
  await database?.close();
  await proxy?.close();
});
beforeEach(() => {
  change = { merchantId: randomUUID(), pluginId: 'news' };
});

const renew = (merchantId = change.merchantId, pluginId = 'news'): Promise<void> =>
  database.transaction(merchantId, (tx) => here.renew(tx, pluginId));

describe('the generation', () => {
  test('is another one after each change, on every host', async () => {
    const seen = new Set<string | undefined>();
    for (let time = 0; time < 4; time += 1) {
      const before = await here.of(change);
      expect(before).toBeDefined();
      seen.add(before);
      await eventually(async () => expect(await there.of(change)).toBe(before));
      await renew();
      await eventually(async () => expect(await here.of(change)).not.toBe(before));
    }
    expect(seen.size).toBe(4);
  });

  test('stays with the changes of other merchants and plugins, and when a change is rolled back', async () => {
    const before = await here.of(change);
    await renew(randomUUID());
    await renew(change.merchantId, 'other');
    const failed = database.transaction(change.merchantId, async (tx) => {
      await here.renew(tx, 'news');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    // One more change, so that what came before it was heard for sure.
    const last = { merchantId: randomUUID(), pluginId: 'news' };
    const first = await here.of(last);
    await renew(last.merchantId);
    await eventually(async () => expect(await here.of(last)).not.toBe(first));
    expect(await here.of(change)).toBe(before);
  });

  test('that is being read when it changes is not remembered', async () => {
    const reading = here.of(change);
    here.forget(change);
    const before = await reading;
    await renew();
    await eventually(async () => expect(await here.of(change)).not.toBe(before));
  });

  test('is not known without the connection that tells of changes, and none is missed', async () => {
    const before = await there.of(change);
    expect(before).toBeDefined();
    proxy.cut();
    await eventually(async () => expect(await there.of(change)).toBeUndefined());
    await renew();
    expect(await there.of(change)).toBeUndefined();
    proxy.mend();
    await eventually(async () => expect(await there.of(change)).toBeDefined());
    expect(await there.of(change)).not.toBe(before);
  });
});

test('what is to be done after a commit is done after it, and not after a rollback', async () => {
  const order: string[] = [];
  const later = (name: string) => async () => void order.push(name);
  const committed = await database.transaction(change.merchantId, async (tx) => {
    tx.afterCommit(later('first'));
    tx.afterCommit(later('second'));
    order.push('work');
    return 'result';
  });
  const rolledBack = database.transaction(change.merchantId, async (tx) => {
    tx.afterCommit(later('never'));
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  expect([committed, ...order]).toEqual(['result', 'work', 'first', 'second']);
});
