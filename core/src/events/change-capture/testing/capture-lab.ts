import { equal } from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@promenade/embedded';
import { sql } from 'kysely';
import type { Registry } from 'prom-client';
import { coreMigrations } from '../../../database/core-migrations.js';
import { Database } from '../../../database/database.js';
import type { DatabaseUrls } from '../../../database/database-roles.js';
import { Listener } from '../../../database/listener.js';
import { migrateDatabase } from '../../../database/migrate-database.js';
import { provisionDatabase } from '../../../database/provision-database.js';
import { HousekeepingMetrics } from '../../../observability/housekeeping-metrics.js';
import { queryAs } from '../../../testing/create-test-host.js';
import { eventually } from '../../../testing/eventually.js';
import type { EventBus, StoredRecord } from '../../event-bus.js';
import { Housekeeping } from '../../housekeeping/housekeeping.js';
import { keptEvents } from '../../housekeeping/kept-events.js';
import { busOfTests } from './bus-of-tests.js';
import { DebeziumServer } from './debezium-server.js';

const prepare = join(import.meta.dirname, '../../../../..', 'deploy/debezium/prepare.sql');
const ignore = (): void => undefined;

/** A database of Promenade's, and Debezium Server that takes its outbox to topics that nobody else uses. */
export class CaptureLab {
  static readonly topics = ['promotion.dispatch', 'customer.updated'] as const;

  readonly slot = `promenade_${randomBytes(4).toString('hex')}`;
  private readonly password = randomBytes(12).toString('hex');
  private readonly merchantId = randomUUID();
  private server: DebeziumServer | undefined;

  private constructor(
    /** Of the superuser, on Promenade's database. */
    readonly admin: string,
    readonly database: Database,
    readonly listener: Listener,
    private readonly bus: EventBus,
    private readonly prefix: string,
    private readonly folder: string,
  ) {}

  /** @param adminUrl the server's superuser */
  static async open(adminUrl: string): Promise<CaptureLab> {
    const name = `test_${randomBytes(6).toString('hex')}`;
    const urls: DatabaseUrls = await provisionDatabase({
      adminUrl,
      database: name,
      password: 'test',
    });
    await migrateDatabase(urls.owner, [coreMigrations]);
    const prefix = `cdc-${randomUUID().slice(0, 8)}.`;
    const lab = new CaptureLab(
      Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href,
      await Database.connect({ urls, poolSize: 4, entities: [], onConnectionError: ignore }),
      new Listener(urls.relay, ignore),
      await busOfTests(prefix),
      prefix,
      await mkdtemp(join(tmpdir(), 'promenade-debezium-')),
    );
    await lab.listener.open();
    await lab.bus.prepare([...CaptureLab.topics, 'promenade.heartbeat.outbox']);
    return lab;
  }

  async close(): Promise<void> {
    await this.server?.stop();
    await this.bus.close();
    await this.listener.close();
    await this.database.close();
    await this.asAdministrator(
      'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
      [this.slot],
    );
    await this.asAdministrator('drop owned by promenade_cdc; drop role promenade_cdc');
    await rm(this.folder, { recursive: true });
  }

  asAdministrator<Row extends object>(text: string, values: readonly unknown[] = []) {
    return queryAs<Row & Record<string, unknown>>(this.admin, text, values);
  }

  /** Runs `deploy/debezium/prepare.sql`. */
  async prepare(): Promise<void> {
    const statements = (await readFile(prepare, 'utf8'))
      .replace(/^\\.*$/gm, '')
      .replace(':password', `'${this.password}'`);
    await this.asAdministrator(statements);
  }

  /** Starts Debezium Server. */
  async start(): Promise<void> {
    const { hostname, port, pathname } = new URL(this.admin);
    this.server = await DebeziumServer.start({
      folder: given('PROMENADE_TEST_DEBEZIUM'),
      jar: given('PROMENADE_TEST_DEBEZIUM_JAR'),
      java: given('PROMENADE_TEST_DEBEZIUM_JAVA'),
      dataDir: this.folder,
      variables: {
        PROMENADE_CDC_DATABASE_HOST: hostname,
        PROMENADE_CDC_DATABASE_PORT: port,
        PROMENADE_CDC_DATABASE: pathname.slice(1),
        PROMENADE_CDC_PASSWORD: this.password,
        PROMENADE_CDC_SLOT: this.slot,
        PROMENADE_CDC_BROKERS: given('PROMENADE_TEST_KAFKA'),
        PROMENADE_CDC_TOPIC_PREFIX: this.prefix,
        PROMENADE_CDC_HTTP_PORT: String(await freePort()),
      },
    });
  }

  /** Stops Debezium Server. @param signal SIGKILL for a crash */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.server?.stop(signal);
    await eventually(async () => equal((await this.slotState())?.active, false), 30_000);
  }

  /** As the operator does before a new slot. */
  forgetOffsets(): Promise<void> {
    return rm(join(this.folder, 'offsets.dat'));
  }

  async slotState() {
    const [row] = await this.asAdministrator<{ active: boolean; wal_status: string }>(
      'select active, wal_status from pg_replication_slots where slot_name = $1',
      [this.slot],
    );
    return row;
  }

  /** One transaction: a slice with a partition of its own, and customers by key, with bytes that are no text. */
  write(round: number): Promise<void> {
    const [slices, customers] = CaptureLab.topics;
    return this.database.transaction(this.merchantId, async (tx) => {
      for (const [index, topic] of [slices, customers, customers, customers].entries()) {
        const isSlice = topic === slices;
        const key = isSlice ? String((round * 3) % 20) : `customer-${index % 2}-é`;
        const headers = {
          ce_id: randomUUID(),
          ce_merchantid: this.merchantId,
          ce_source: '/ünï "quoted"',
          n: String(round),
        };
        await sql`
          insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id, partition)
          values (${randomUUID()}, ${topic}, ${key}, 't', ${Buffer.concat([Buffer.of(0xc3, 0x01, 0, 0xff), randomBytes(40)])},
            ${JSON.stringify(headers)}, ${this.merchantId}, ${isSlice ? Number(key) : null})`.execute(
          tx.sql,
        );
      }
    });
  }

  /** Makes all that the outbox holds older than it is kept, and removes what may go. @returns how many rows went */
  async keepHouse(registry: Registry): Promise<number> {
    await this.asAdministrator(
      `update promenade.outbox set created_at = now() - interval '25 hours'`,
    );
    const options = { reader: 'cdc' as const, kept: keptEvents('cdc'), consumers: [] };
    const metrics = new HousekeepingMetrics(registry);
    const fail = (error: unknown): never => {
      throw error;
    };
    return new Housekeeping(this.database, this.listener, metrics, options, fail).clear();
  }

  /** Waits until as many different events have arrived at the broker. @returns the records, repeated ones too */
  arrived(count: number): Promise<readonly StoredRecord[]> {
    return eventually(async () => {
      this.server?.assertRuns();
      const records = await recordsOf(this.bus);
      const ids = new Set(records.map(({ headers }) => headers.ce_id));
      equal(ids.size, count);
      return records;
    }, 120_000);
  }
}

/** All that a bus holds of the lab's topics. */
export const recordsOf = async (bus: EventBus): Promise<readonly StoredRecord[]> => {
  const pages = await Promise.all(
    CaptureLab.topics.map((topic) => bus.read({ topic, order: 'oldest', limit: 5_000 })),
  );
  return pages.flatMap(({ records }) => records);
};

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run \`npm run test:debezium\``);
  return value;
};
