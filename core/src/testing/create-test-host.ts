import { randomBytes, randomUUID } from 'node:crypto';
import { freePort } from '@promenade/embedded';
import pg from 'pg';
import type { RedisOptions } from '../cache/redis/redis-options.js';
import type { LimitOverrides } from '../cache/request-limits.js';
import type { Clock } from '../clock/clock.js';
import type { DatabaseUrls } from '../database/database-roles.js';
import { provisionDatabase } from '../database/provision-database.js';
import type { KafkaOptions } from '../events/kafka-options.js';
import type { RegistryOptions } from '../events/registry/index.js';
import { createLogger, type Logger } from '../observability/logger.js';
import type { Plugin } from '../plugin/define-plugin.js';
import type { GivenPluginConfig } from '../plugin-config/given-config.js';
import type { Fake } from '../runtime/fake.js';
import type { HostRole } from '../runtime/host-role.js';
import { type RunningHost, startHost } from '../runtime/start-host.js';
import { ApiClient } from './api-client.js';
import { TestIdentity, type TestTokenOptions } from './test-identity.js';
import { testServices } from './test-services.js';

export interface TestHostOptions {
  readonly plugins: readonly Plugin[];
  /** Configuration by plugin id and field: `{ dispatch: { chunk_size: 2 } }`. */
  readonly config?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Replace services by instances of a test. */
  readonly fakes?: readonly Fake[];
  readonly clock?: Clock;
  /** A database that an earlier test host of the test left behind. */
  readonly urls?: DatabaseUrls;
  /** Any free one unless given. */
  readonly httpPort?: number;
  /** Where Restate calls this host; any free one unless given. A host that comes back must come back there. */
  readonly timersPort?: number;
  readonly logger?: Logger;
  /** All of them unless given. */
  readonly roles?: readonly HostRole[];
  /** Carries events by a real Kafka instead of PostgreSQL. */
  readonly kafka?: KafkaOptions;
  /** Keeps the schemas of events in a real registry. */
  readonly schemas?: RegistryOptions;
  /** Cache, limits and notes of processed events in a real Redis instead of the process. */
  readonly redis?: RedisOptions;
  readonly rateLimits?: LimitOverrides;
}

export interface TestHost extends RunningHost {
  readonly api: ApiClient;
  readonly baseUrl: string;
  readonly grpcAddress: string;
  readonly identity: TestIdentity;
  /** A merchant that nobody else uses. */
  readonly merchantId: string;
  readonly urls: DatabaseUrls;
  token(options?: Partial<TestTokenOptions>): Promise<string>;
}

/**
 * Brings up a whole host with the given plugins on the real PostgreSQL and Restate of the test run, in a database of its own.
 * Stop it in `afterAll`.
 */
export const createTestHost = async (options: TestHostOptions): Promise<TestHost> => {
  const services = testServices();
  const database = `test_${randomBytes(6).toString('hex')}`;
  const urls = options.urls ?? (await provisionTestDatabase(database));
  const identity = await TestIdentity.create();
  const servicePort = options.timersPort ?? (await freePort());
  const merchantId = randomUUID();
  const host = await startHost({
    plugins: options.plugins,
    pluginConfig: givenByTest(options.config ?? {}),
    database: { urls, poolSize: 10 },
    http: { host: '127.0.0.1', port: options.httpPort ?? 0, publicUrl: 'http://localhost' },
    grpc: { host: '127.0.0.1', port: 0 },
    timers: {
      ingressUrl: services.restateIngressUrl,
      adminUrl: services.restateAdminUrl,
      serviceUrl: `http://127.0.0.1:${servicePort}`,
      namespace: new URL(urls.application).pathname.slice(1),
      identityKeys: [services.restateIdentityKey],
    },
    identity: {
      issuer: identity.issuer,
      audience: identity.audience,
      keys: identity.keys,
      clientId: 'portal',
      clientSecret: 'unused',
    },
    sessionKey: randomBytes(32),
    logger: options.logger ?? createLogger({ level: process.env.LOG_LEVEL ?? 'silent' }),
    ...(options.clock && { clock: options.clock }),
    ...(options.kafka && { kafka: options.kafka }),
    ...(options.schemas && { schemas: options.schemas }),
    ...(options.redis && { redis: options.redis }),
    ...(options.rateLimits && { rateLimits: options.rateLimits }),
    ...(options.roles && { roles: options.roles }),
    ...(options.fakes && { fakes: options.fakes }),
  });
  const baseUrl = `http://127.0.0.1:${host.httpPort}`;
  return {
    ...host,
    api: new ApiClient(baseUrl),
    baseUrl,
    grpcAddress: `127.0.0.1:${host.grpcPort}`,
    identity,
    merchantId,
    urls,
    token: (token = {}) => identity.token({ merchantId, ...token }),
  };
};

const givenByTest = (config: NonNullable<TestHostOptions['config']>): GivenPluginConfig =>
  new Map(
    Object.entries(config).map(([plugin, fields]) => [
      plugin,
      new Map(
        Object.entries(fields).map(([field, value]) => [
          field,
          { value, from: 'options', origin: 'the options of the test' },
        ]),
      ),
    ]),
  );

/** An empty database with the roles, as the tests' hosts use it. */
export const provisionTestDatabase = (database: string): Promise<DatabaseUrls> =>
  provisionDatabase({ adminUrl: testServices().postgresUrl, database, password: 'test' });

/** Runs a statement as one of the roles, for looking at what a test left in the database. @param merchantId whose rows row-level security shows */
export const queryAs = async <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
  merchantId?: string,
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (merchantId) {
      await client.query(`select set_config('app.merchant_id', $1, false)`, [merchantId]);
    }
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
};

/** A role's connection string for `queryAs` on which every statement is one of a merchant. */
export const asMerchant = (url: string, merchantId: string): string => {
  const connection = new URL(url);
  connection.searchParams.set('options', `-c app.merchant_id=${merchantId}`);
  return connection.href;
};
