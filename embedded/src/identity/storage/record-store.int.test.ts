import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startPostgres } from '../../postgres/start-postgres.js';
import { freePort } from '../../process/ports.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { memoryStore } from './memory-store.js';
import { postgresStore } from './postgres-store.js';
import type { RecordStore } from './record-store.js';

const folder = temporaryFolder();
const quiet = () => undefined;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  const dataDir = path.join(folder.path, 'postgres');
  postgres = await startPostgres({ dataDir, port: await freePort(), onLog: quiet });
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

const stores: [string, () => Promise<RecordStore>][] = [
  ['in memory', () => Promise.resolve(memoryStore())],
  ['in PostgreSQL', () => postgresStore(postgres.url, quiet)],
];

describe.each(stores)('%s', (_name, open) => {
  let store: RecordStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  afterEach(async () => {
    for (const id of ['a', 'b', 'c']) await store.destroy('Session', id);
  });

  test('keeps, replaces and destroys, per model', async () => {
    await store.upsert('Session', 'a', { accountId: 'ada' }, 60);
    await store.upsert('Session', 'a', { accountId: 'bob' }, 60);
    expect(await store.find('Session', 'a')).toEqual({ accountId: 'bob' });
    expect(await store.find('Grant', 'a')).toBeUndefined();
    await store.destroy('Grant', 'a');
    expect(await store.find('Session', 'a')).toBeDefined();
    await store.destroy('Session', 'a');
    expect(await store.find('Session', 'a')).toBeUndefined();
  });

  test('finds a session by its uid, also after that has changed', async () => {
    await store.upsert('Session', 'a', { uid: 'one' }, 60);
    await store.upsert('Session', 'a', { uid: 'two' }, 60);
    expect(await store.findByUid('Session', 'one')).toBeUndefined();
    expect(await store.findByUid('Session', 'two')).toEqual({ uid: 'two' });
  });

  test('marks as used, with the time in seconds', async () => {
    await store.upsert('Session', 'a', { accountId: 'ada' });
    await store.consume('Session', 'a');
    const consumed: unknown = (await store.find('Session', 'a'))?.consumed;
    expect(Math.abs(Number(consumed) - Date.now() / 1_000)).toBeLessThan(5);
  });

  test('revokes everything of one grant', async () => {
    await store.upsert('Session', 'a', { grantId: 'g' }, 60);
    await store.upsert('Session', 'b', { grantId: 'g' }, 60);
    await store.upsert('Session', 'c', { grantId: 'other' }, 60);
    await store.revokeByGrantId('Session', 'g');
    expect(await store.find('Session', 'a')).toBeUndefined();
    expect(await store.find('Session', 'b')).toBeUndefined();
    expect(await store.find('Session', 'c')).toBeDefined();
  });

  test('does not find what has expired', async () => {
    await store.upsert('Session', 'a', { uid: 'one' }, 0);
    expect(await store.find('Session', 'a')).toBeUndefined();
    expect(await store.findByUid('Session', 'one')).toBeUndefined();
  });
});

test('two providers may open a new database at once, and expired records are swept', async () => {
  const url = await newDatabase();
  const first = await Promise.all([postgresStore(url, quiet), postgresStore(url, quiet)]);
  await first[0].upsert('Session', 'old', {}, 0);
  await Promise.all(first.map((store) => store.close()));
  await (await postgresStore(url, quiet)).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  expect((await client.query('select from identity.records')).rowCount).toBe(0);
  await client.end();
});

test('says so when the database cannot be reached', async () => {
  const url = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
  await expect(postgresStore(url, quiet)).rejects.toThrow(/ECONNREFUSED/);
});

async function newDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create database fresh');
  await client.end();
  return postgres.url.replace(/\/postgres$/, '/fresh');
}
