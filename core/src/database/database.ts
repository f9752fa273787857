import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM, type Options, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Newable } from 'inversify';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { DatabaseUrls } from './database-roles.js';
import { KnownMerchants } from './known-merchants.js';
import { markConnectionFaults } from './mark-connection-faults.js';
import { returnBrokenClients } from './return-broken-clients.js';
import type { Transaction } from './transaction.js';

export interface DatabaseOptions {
  readonly urls: DatabaseUrls;
  /** Most connections of the application role at once. */
  readonly poolSize: number;
  readonly entities: readonly Newable<object>[];
  /** An idle connection broke; it is replaced on next use. */
  readonly onConnectionError: (error: unknown) => void;
}

/** A connection that cannot be had or that hangs must not hold up everything behind it. */
const connectionLimits = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
} as const;

const onPoolCreated = (pool: pg.Pool): void => {
  returnBrokenClients(pool);
  markConnectionFaults(pool);
};

/** The database shared by the plugins of a host: one pool for the application role, a small one for the relay role. */
export class Database {
  private readonly merchants = new KnownMerchants((merchantId, work) =>
    this.runTransaction(merchantId, work),
  );

  /** Outside of any transaction. */
  private single: Kysely<unknown> | undefined;

  /** Use `connect`. */
  constructor(
    private readonly orm: MikroORM,
    private readonly relay: Kysely<unknown>,
    readonly urls: DatabaseUrls,
  ) {}

  /** Prepares both pools; connections are opened when they are first used. @throws when an entity cannot be mapped */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const settings: Options = {
      driver: PostgreSqlDriver,
      clientUrl: options.urls.application,
      entities: [...options.entities],
      metadataProvider: ReflectMetadataProvider,
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: options.poolSize },
      driverOptions: { ...connectionLimits, onPoolCreated },
      forceUtcTimezone: true,
      logger: (message) => options.onConnectionError(new Error(message)),
    };
    const orm = await MikroORM.init(settings);
    const pool = new pg.Pool({
      ...connectionLimits,
      connectionString: options.urls.relay,
      max: 4,
      // What the relay role does is short; a query without an answer is a dead connection.
      query_timeout: 10_000,
    });
    markConnectionFaults(pool);
    pool.on('error', options.onConnectionError);
    // A client that is in use tells of its end by itself, and an error that nobody hears ends the process.
    pool.on('connect', (client) => client.on('error', options.onConnectionError));
    return new Database(orm, new Kysely({ dialect: new PostgresDialect({ pool }) }), options.urls);
  }

  /**
   * Runs work in one transaction of a merchant, in which row-level security shows that merchant's rows only.
   * Commits when the work resolves, rolls back when it rejects. A merchant that was never seen becomes known before it.
   * @param merchantId UUID
   * @throws what the work rejects with, and errors of the database
   */
  transaction<T>(merchantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const unknown = this.merchants.meet(merchantId);
    return unknown
      ? unknown.then(() => this.runTransaction(merchantId, work))
      : this.runTransaction(merchantId, work);
  }

  /**
   * Runs one statement as a transaction of its own, in one round trip instead of four. It names its merchant itself: it calls
   * a function that begins with `set_config('app.merchant_id', …, true)`. To one that does not, row-level security shows nothing.
   * @param merchantId UUID; becomes known when it was never seen
   * @throws errors of the database
   */
  async statement<T>(merchantId: string, query: RawBuilder<T>): Promise<readonly T[]> {
    await this.merchants.meet(merchantId);
    this.single ??= this.orm.em.fork().getKysely<unknown>();
    const { rows } = await query.execute(this.single);
    return rows;
  }

  private async runTransaction<T>(
    merchantId: string,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const afterwards: (() => Promise<void>)[] = [];
    const result = await this.orm.em.fork().transactional(async (em) => {
      const query = em.getKysely<unknown>();
      await sql`select set_config('app.merchant_id', ${merchantId}, true)`.execute(query);
      return work({
        merchantId,
        em,
        sql: query,
        afterCommit: (later) => void afterwards.push(later),
      });
    });
    for (const later of afterwards) await later();
    return result;
  }

  /** The relay role's connection, for what spans merchants: it sees only what migrations granted it. */
  acrossMerchants(): Kysely<unknown> {
    return this.relay;
  }

  /** @returns PostgreSQL's version, for logs and readiness. */
  async version(): Promise<string> {
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(this.relay);
    return rows[0]?.server_version ?? 'unknown';
  }

  /** Ends both pools; queries in hand finish first. */
  async close(): Promise<void> {
    await this.orm.close();
    await this.relay.destroy();
  }
}
