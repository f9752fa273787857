import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionDatabase } from '@promenade/core/host';
import {
  type EmbeddedPostgres,
  type EmbeddedRestate,
  freePort,
  startPostgres,
  startRestate,
} from '@promenade/embedded';
import pg from 'pg';
import { OwnBroker } from '../../core/src/events/testing/own-broker.js';
import { eventually } from '../../core/src/testing/eventually.js';
import { Killable } from './killable.js';

const database = 'promenade';

/** PostgreSQL, Kafka and Restate of one run alone, each of which may be killed and started again on what it left. */
export class OwnServices {
  private constructor(
    private readonly folder: string,
    private readonly broker: OwnBroker,
    private readonly postgres: Killable<EmbeddedPostgres>,
    private readonly restate: Killable<EmbeddedRestate>,
    /** Environment of every host of the installation. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<OwnServices> {
    const folder = await mkdtemp(join(tmpdir(), 'promenade-faults-'));
    const ports = { ingress: await freePort(), admin: await freePort(), node: await freePort() };
    const onLog = (): void => undefined;
    const postgresAt = { dataDir: join(folder, 'postgres'), port: await freePort(), onLog };
    const broker = await OwnBroker.create();
    const [postgres, restate] = await Promise.all([
      Killable.start((onUnexpectedExit) => startPostgres({ ...postgresAt, onUnexpectedExit })),
      Killable.start((onUnexpectedExit) =>
        startRestate({ dataDir: join(folder, 'restate'), ports, onLog, onUnexpectedExit }),
      ),
      broker.start(),
    ]);
    const { ingressUrl, adminUrl, identityKey } = restate.running;
    const urls = await provisionDatabase({
      adminUrl: postgres.running.url,
      database,
      password: 'faults',
    });
    return new OwnServices(folder, broker, postgres, restate, {
      PROMENADE_DATABASE_OWNER_URL: urls.owner,
      PROMENADE_DATABASE_APPLICATION_URL: urls.application,
      PROMENADE_DATABASE_RELAY_URL: urls.relay,
      PROMENADE_DATABASE_FAN_OUT_URL: urls.fanOut,
      PROMENADE_KAFKA_BROKERS: broker.address,
      PROMENADE_RESTATE_INGRESS_URL: ingressUrl,
      PROMENADE_RESTATE_ADMIN_URL: adminUrl,
      PROMENADE_RESTATE_IDENTITY_KEYS: identityKey,
      PROMENADE_HTTP_SESSION_KEY: randomBytes(32).toString('base64url'),
    });
  }

  /** What runs, with versions. */
  async versions(): Promise<string> {
    return [
      `PostgreSQL ${this.postgres.running.version}`,
      `Apache Kafka ${await OwnBroker.version()} at ${this.broker.address}`,
      `Restate ${this.restate.running.version}`,
    ].join(', ');
  }

  /** Asks the database as its administrator, past row-level security. */
  async query<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const url = new URL(this.postgres.running.url);
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async killBroker(): Promise<void> {
    await this.broker.kill();
    await this.broker.start();
  }

  async killPostgres(): Promise<void> {
    await this.postgres.kill();
    await this.postgres.startAgain();
  }

  async killRestate(): Promise<void> {
    await this.restate.kill();
    await this.restate.startAgain();
  }

  /**
   * Kills one process of PostgreSQL that serves a host, one that writes messages where there is any. All others then end
   * as well, and PostgreSQL recovers by itself.
   */
  async killBackend(): Promise<void> {
    const [backend] = await this.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = $1 and backend_type = 'client backend' and usename like 'promenade\\_%'
       order by usename = 'promenade_fanout' desc, state = 'active' desc, random() limit 1`,
      [database],
    );
    if (!backend) throw new Error('no host is connected to PostgreSQL');
    process.kill(backend.pid, 'SIGKILL');
    // PostgreSQL needs a moment to notice; the backend is listed until it has begun to recover.
    await eventually(async () => {
      const left = await this.query('select 1 from pg_stat_activity where pid = $1', [backend.pid]);
      if (left.length > 0) throw new Error(`backend ${backend.pid} is still listed`);
    }, 60_000);
  }

  async remove(): Promise<void> {
    await this.restate.stop();
    await this.postgres.stop();
    await this.broker.remove();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
