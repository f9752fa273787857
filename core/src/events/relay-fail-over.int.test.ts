import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { coreMigrations } from '../database/core-migrations.js';
import { Database } from '../database/database.js';
import { type DatabaseUrls, databaseRoles } from '../database/database-roles.js';
import { Listener } from '../database/listener.js';
import { migrateDatabase } from '../database/migrate-database.js';
import { provisionTestDatabase, queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { testServices } from '../testing/test-services.js';
import { EmbeddedEventBus } from './embedded/embedded-event-bus.js';
import type { OutgoingRecord } from './event-bus.js';
import { Forwarder } from './forwarder.js';
import { Sequencer } from './sequencer.js';

const merchantId = randomUUID();
const stored: OutgoingRecord[] = [];
let urls: DatabaseUrls;
let first: Relay;
let second: Relay;

/** A broker that takes a while, and at times has stored a part of a batch when it fails. */
class SlowBroker extends EmbeddedEventBus {
  override async publish(records: readonly OutgoingRecord[]): Promise<void> {
    await pause(Math.random() * 10);
    if (Math.random() < 0.1) {
      stored.push(...records.slice(0, Math.floor(records.length / 2)));
      throw new Error('the broker is gone');
    }
    stored.push(...records);
  }
}

/** One host as far as the relay is concerned. */
class Relay {
  private constructor(
    readonly database: Database,
    private readonly listener: Listener,
    private readonly loops: readonly (Sequencer | Forwarder)[],
  ) {}

  static async start(): Promise<Relay> {
    const ignore = (): void => undefined;
    const settings = { urls, poolSize: 4, entities: [], onConnectionError: ignore };
    const database = await Database.connect(settings);
    const listener = new Listener(urls.relay, ignore);
    await listener.open();
    const bus = new SlowBroker(database, listener, ignore);
    const loops = [
      new Sequencer(database, listener, ignore),
      new Forwarder(database, listener, bus, ignore),
    ];
    for (const loop of loops) await loop.start();
    return new Relay(database, listener, loops);
  }

  async stop(): Promise<void> {
    for (const loop of this.loops) await loop.stop();
    await this.listener.close();
    await this.database.close();
  }
}

beforeAll(async () => {
  urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  first = await Relay.start();
  second = await Relay.start();
});
afterAll(async () => {
  await first?.stop();
  await second?.stop();
});

/** Ends every connection of the relay role in the midst of whatever it does. @returns how many held a transaction open */
const killRelays = async (): Promise<number> => {
  const rows = await queryAs<{ busy: boolean }>(
    testServices().postgresUrl,
    `select pg_terminate_backend(pid), xact_start is not null as busy from pg_stat_activity
     where datname = $1 and usename = $2`,
    [new URL(urls.relay).pathname.slice(1), databaseRoles.relay],
  );
  return rows.filter(({ busy }) => busy).length;
};

test('two hosts whose connections die in the midst of batches lose nothing and keep the order of each key', async () => {
  const [keys, perKey] = [8, 60];
  const written = new AbortController();
  const write = async (key: number): Promise<void> => {
    for (let number = 0; number < perKey; number += 1) {
      await first.database.transaction(merchantId, (tx) =>
        sql`insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
          values (${randomUUID()}, 't', ${String(key)}, ${String(number)}, ${Buffer.from(String(number))},
            ${JSON.stringify({ ce_merchantid: merchantId })}, ${merchantId})`.execute(tx.sql),
      );
      await pause(Math.random() * 30);
    }
  };
  const kill = async (): Promise<number> => {
    let busy = 0;
    while (!written.signal.aborted) {
      await pause(60);
      busy += await killRelays();
    }
    return busy;
  };
  const killing = kill();
  await Promise.all(Array.from({ length: keys }, (_none, key) => write(key)));
  written.abort();
  expect(await killing).toBeGreaterThan(0);

  const wanted = Array.from({ length: perKey }, (_none, number) => number);
  await eventually(() => {
    for (let key = 0; key < keys; key += 1) {
      const numbers = stored
        .filter((record) => record.key === String(key))
        .map(({ value }) => Number(value.toString()));
      // What goes out again is known to its readers: the first time counts.
      expect([...new Set(numbers)]).toEqual(wanted);
    }
  }, 30_000);
  const positions = await queryAs<{ position: string }>(
    urls.relay,
    'select position from promenade.outbox order by position',
  );
  expect(positions.map(({ position }) => Number(position))).toEqual(
    Array.from({ length: keys * perKey }, (_none, index) => index + 1),
  );
});
