import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { freePort } from '@promenade/embedded';
import { sql } from 'kysely';
import pg from 'pg';
import { Registry } from 'prom-client';
import { coreMigrations } from '../../database/core-migrations.js';
import { Database } from '../../database/database.js';
import type { DatabaseUrls } from '../../database/database-roles.js';
import { Listener } from '../../database/listener.js';
import { migrateDatabase } from '../../database/migrate-database.js';
import { HousekeepingMetrics } from '../../observability/housekeeping-metrics.js';
import { createLogger } from '../../observability/logger.js';
import { provisionTestDatabase, queryAs } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { testServices } from '../../testing/test-services.js';
import { createKafkaEventBus } from '../create-kafka-event-bus.js';
import type { EventBus, StoredRecord } from '../event-bus.js';
import { Forwarder } from '../forwarder.js';
import { Housekeeping } from '../housekeeping/housekeeping.js';
import { keptEvents } from '../housekeeping/kept-events.js';
import { Sequencer } from '../sequencer.js';
import { DebeziumServer } from './testing/debezium-server.js';

/** A server takes half a minute to start on a busy machine. */
jest.setTimeout(180_000);

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run \`npm run test:debezium\``);
  return value;
};

const prepare = join(import.meta.dirname, '..', '..', '..', '..', 'deploy/debezium/prepare.sql');
const password = randomBytes(12).toString('hex');
const merchantId = randomUUID();
const topics = ['promotion.dispatch', 'customer.updated'];

let urls: DatabaseUrls;
let admin: string;
let database: Database;
let listener: Listener;
let folder: string;
let server: DebeziumServer;
const captured = await busWith(`cdc-${randomUUID().slice(0, 8)}.`);
const forwarded = await busWith(`fwd-${randomUUID().slice(0, 8)}.`);
const slot = `promenade_${randomBytes(4).toString('hex')}`;

async function busWith(prefix: string) {
  const options = { ...kafkaOfTests(prefix), partitions: { 'promotion.dispatch': 8 } };
  const bus = await createKafkaEventBus(options, createLogger({ level: 'silent' }), {
    set: () => undefined,
    remove: () => undefined,
  });
  return { prefix, bus };
}

beforeAll(async () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  urls = await provisionTestDatabase(name);
  await migrateDatabase(urls.owner, [coreMigrations]);
  admin = Object.assign(new URL(testServices().postgresUrl), { pathname: `/${name}` }).href;
  const statements = (await readFile(prepare, 'utf8'))
    .replace(/^\\.*$/gm, '')
    .replace(':password', `'${password}'`);
  await queryAs(admin, statements);
  const fail = (): void => undefined;
  database = await Database.connect({ urls, poolSize: 4, entities: [], onConnectionError: fail });
  listener = new Listener(urls.relay, fail);
  await listener.open();
  folder = await mkdtemp(join(tmpdir(), 'promenade-debezium-'));
  await captured.bus.prepare([...topics, 'promenade.heartbeat.outbox']);
  await forwarded.bus.prepare(topics);
  await write(0);
  server = await start();
});
afterAll(async () => {
  await server?.stop();
  await queryAs(
    admin,
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
    [slot],
  );
  await queryAs(admin, 'drop owned by promenade_cdc; drop role promenade_cdc');
  await captured.bus.close();
  await forwarded.bus.close();
  await listener.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const start = async (): Promise<DebeziumServer> => {
  const { hostname, port, pathname } = new URL(admin);
  return DebeziumServer.start({
    folder: given('PROMENADE_TEST_DEBEZIUM'),
    jar: given('PROMENADE_TEST_DEBEZIUM_JAR'),
    java: given('PROMENADE_TEST_DEBEZIUM_JAVA'),
    dataDir: folder,
    variables: {
      PROMENADE_CDC_DATABASE_HOST: hostname,
      PROMENADE_CDC_DATABASE_PORT: port,
      PROMENADE_CDC_DATABASE: pathname.slice(1),
      PROMENADE_CDC_PASSWORD: password,
      PROMENADE_CDC_SLOT: slot,
      PROMENADE_CDC_BROKERS: given('PROMENADE_TEST_KAFKA'),
      PROMENADE_CDC_TOPIC_PREFIX: captured.prefix,
      PROMENADE_CDC_HTTP_PORT: String(await freePort()),
    },
  });
};

/** One transaction: a slice with a partition of its own, and customers by key, with bytes that are no text. */
const write = (round: number) =>
  database.transaction(merchantId, async (tx) => {
    for (const [index, topic] of [topics[0], topics[1], topics[1], topics[1]].entries()) {
      const isSlice = topic === 'promotion.dispatch';
      const key = isSlice ? String((round * 3) % 20) : `customer-${index % 2}-é`;
      const headers = {
        ce_id: randomUUID(),
        ce_merchantid: merchantId,
        ce_source: '/ünï "quoted"',
        n: String(round),
      };
      await sql`
        insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id, partition)
        values (${randomUUID()}, ${topic}, ${key}, 't', ${Buffer.concat([Buffer.of(0xc3, 0x01, 0, 0xff), randomBytes(40)])},
          ${JSON.stringify(headers)}, ${merchantId}, ${isSlice ? Number(key) : null})`.execute(
        tx.sql,
      );
    }
  });

const recordsOf = async (bus: EventBus): Promise<readonly StoredRecord[]> => {
  const pages = await Promise.all(
    topics.map((topic) => bus.read({ topic, order: 'oldest', limit: 5_000 })),
  );
  return pages.flatMap(({ records }) => records);
};
/** What must be the same, wherever it came from; by partition, in order. */
const contents = (records: readonly StoredRecord[]) =>
  Object.fromEntries(
    [...Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`)]
      .map(
        ([place, ofPlace]) =>
          [
            place,
            ofPlace.map(({ key, headers, value }) => ({
              key,
              headers,
              value: value.toString('hex'),
            })),
          ] as const,
      )
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );
const arrived = (count: number) =>
  eventually(async () => {
    server.assertRuns();
    const records = await recordsOf(captured.bus);
    const ids = new Set(records.map(({ headers }) => headers.ce_id));
    expect(ids.size).toBe(count);
    return records;
  }, 120_000);

describe('Debezium Server in the place of the relay', () => {
  test('gives the broker the same keys, headers, bytes and partitions in the same order', async () => {
    await arrived(4);
    for (let round = 1; round <= 30; round += 1) await write(round);
    const records = await arrived(31 * 4);
    const sequencer = new Sequencer(database, listener, () => undefined);
    const forwarder = new Forwarder(database, listener, forwarded.bus, () => undefined);
    await sequencer.stamp();
    await forwarder.forward();
    expect(contents(records)).toEqual(contents(await recordsOf(forwarded.bus)));
  });

  test('goes on after a crash: nothing lost, each key in order', async () => {
    await write(31);
    await server.stop('SIGKILL');
    for (let round = 32; round <= 40; round += 1) await write(round);
    await eventually(async () => {
      const [row] = await queryAs<{ active: boolean }>(
        admin,
        'select active from pg_replication_slots where slot_name = $1',
        [slot],
      );
      expect(row?.active).toBe(false);
    }, 30_000);
    server = await start();
    const records = await arrived(41 * 4);
    for (const ofKey of Map.groupBy(records, ({ topic, key }) => `${topic}/${key}`).values()) {
      const firsts = [...new Set(ofKey.map(({ headers }) => headers.ce_id))].map((id) =>
        Number(ofKey.find(({ headers }) => headers.ce_id === id)?.headers.n),
      );
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    }
  });

  test('lets housekeeping remove what is old while its slot is read, and learns nothing of it', async () => {
    await queryAs(admin, `update promenade.outbox set created_at = now() - interval '25 hours'`);
    const options = { reader: 'cdc' as const, kept: keptEvents('cdc'), consumers: [] };
    const registry = new Registry();
    const metrics = new HousekeepingMetrics(registry);
    const fail = (error: unknown): never => {
      throw error;
    };
    const housekeeping = new Housekeeping(database, listener, metrics, options, fail);
    expect(await housekeeping.clear()).toBe(41 * 4);
    expect(await registry.metrics()).toContain(
      `promenade_replication_slot_retained_bytes{slot="${slot}"}`,
    );
    await write(41);
    await arrived(42 * 4);
    await server.stop();
    await queryAs(admin, `update promenade.outbox set created_at = now() - interval '25 hours'`);
    await eventually(async () => {
      const client = new pg.Client({ connectionString: urls.relay });
      await client.connect();
      const { rows } = await client.query(
        'select active from pg_replication_slots where slot_name = $1',
        [slot],
      );
      await client.end();
      expect(rows).toEqual([{ active: false }]);
    }, 30_000);
    expect(await housekeeping.clear()).toBe(0);
  });
});
