import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { coreMigrations } from '../database/core-migrations.js';
import { Database } from '../database/database.js';
import type { DatabaseUrls } from '../database/database-roles.js';
import { Listener } from '../database/listener.js';
import { migrateDatabase } from '../database/migrate-database.js';
import type { Transaction } from '../database/transaction.js';
import { provisionTestDatabase, queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { Sequencer } from './sequencer.js';

/** One host as far as the sequencer is concerned. */
class Relay {
  private constructor(
    readonly database: Database,
    private readonly listener: Listener,
    readonly sequencer: Sequencer,
  ) {}

  static async on(urls: DatabaseUrls): Promise<Relay> {
    const onError = (error: unknown): number => errors.push(error);
    const settings = { urls, poolSize: 12, entities: [], onConnectionError: onError };
    const database = await Database.connect(settings);
    const listener = new Listener(urls.relay, onError);
    await listener.open();
    return new Relay(database, listener, new Sequencer(database, listener, onError));
  }

  async stop(): Promise<void> {
    await this.sequencer.stop();
    await this.listener.close();
    await this.database.close();
  }
}

const errors: unknown[] = [];
const merchantId = randomUUID();
let urls: DatabaseUrls;
let first: Relay;
let second: Relay;

beforeAll(async () => {
  urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  first = await Relay.on(urls);
  second = await Relay.on(urls);
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});
beforeEach(async () => {
  // The owner is held by row-level security as well, but may empty the table.
  await queryAs(urls.owner, 'truncate promenade.outbox');
  await queryAs(urls.relay, 'update promenade.log_position set last = 0');
});

const write = (tx: Transaction, key: string, type: string) =>
  sql`insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
    values (${randomUUID()}, 'topic', ${key}, ${type}, '', '{}', ${merchantId})`.execute(tx.sql);
interface Row {
  position: string | null;
  aggregateid: string;
  type: string;
}
const rows = () =>
  queryAs<Row>(
    urls.relay,
    'select position, aggregateid, type from promenade.outbox order by position nulls last',
  );
const sequence = (count: number): string[] =>
  Array.from({ length: count }, (_none, index) => String(index + 1));

describe('the sequencer', () => {
  test('does not skip a row that was written first and committed last', async () => {
    const late = new pg.Client({ connectionString: urls.application });
    await late.connect();
    await late.query('begin');
    await late.query(`select set_config('app.merchant_id', $1, true)`, [merchantId]);
    await late.query(
      `insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
       values ($1, 'topic', 'late', 'x', '', '{}', $2)`,
      [randomUUID(), merchantId],
    );
    await first.database.transaction(merchantId, (tx) => write(tx, 'early', 'x'));
    expect(await first.sequencer.stamp()).toBe(1);
    expect((await rows()).map(({ aggregateid, position }) => [aggregateid, position])).toEqual([
      ['early', '1'],
    ]);
    await late.query('commit');
    await late.end();
    expect(await first.sequencer.stamp()).toBe(1);
    expect((await rows()).map(({ aggregateid, position }) => [aggregateid, position])).toEqual([
      ['early', '1'],
      ['late', '2'],
    ]);
    expect(await first.sequencer.stamp()).toBe(0);
  });

  test('stamps in order of writing within a batch, without gaps, by two at once', async () => {
    await first.database.transaction(merchantId, async (tx) => {
      for (let index = 0; index < 50; index += 1) await write(tx, 'k', String(index));
    });
    const stamped = await Promise.all([first.sequencer.stamp(), second.sequencer.stamp()]);
    expect(stamped.sort()).toEqual([0, 50]);
    const all = await rows();
    expect(all.map(({ position }) => position)).toEqual(sequence(50));
    expect(all.map(({ type }) => Number(type))).toEqual(all.map((_row, index) => index));
  });

  test('stamps all that many writers commit, densely, each key in the order it was written', async () => {
    await first.sequencer.start();
    await second.sequencer.start();
    const [writers, transactions, perTransaction] = [16, 12, 3];
    let rolledBack = 0;
    const writer = async (number: number): Promise<void> => {
      const { database } = number % 2 === 0 ? first : second;
      for (let round = 0; round < transactions; round += 1) {
        await database
          .transaction(merchantId, async (tx) => {
            for (let each = 0; each < perTransaction; each += 1) {
              await write(tx, `k${number}`, String(round * perTransaction + each));
              await pause(Math.random() * 4);
            }
            if (Math.random() < 0.1) throw new Error('rolled back');
            await pause(Math.random() * 15);
          })
          .catch((error: unknown) => {
            if (!(error instanceof Error) || error.message !== 'rolled back') throw error;
            rolledBack += 1;
          });
      }
    };
    await Promise.all(Array.from({ length: writers }, (_none, number) => writer(number)));
    const wanted = (writers * transactions - rolledBack) * perTransaction;
    const all = await eventually(async () => {
      const stamped = await rows();
      expect(stamped.at(-1)?.position).not.toBeNull();
      return stamped;
    });
    expect(all.map(({ position }) => position)).toEqual(sequence(wanted));
    for (const ofKey of Map.groupBy(all, ({ aggregateid }) => aggregateid).values()) {
      const written = ofKey.map(({ type }) => Number(type));
      expect(written).toEqual(written.toSorted((a, b) => a - b));
    }
  });

  test('goes on when the one that worked stops', async () => {
    await first.sequencer.stop();
    await second.database.transaction(merchantId, (tx) => write(tx, 'k', 'x'));
    await eventually(async () => expect((await rows())[0]?.position).toBe('1'));
    expect(errors).toEqual([]);
  });
});
