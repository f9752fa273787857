import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres } from '@promenade/embedded';
import { coreMigrations } from '../../core/src/database/core-migrations.js';
import { Database } from '../../core/src/database/database.js';
import { Listener } from '../../core/src/database/listener.js';
import { migrateDatabase } from '../../core/src/database/migrate-database.js';
import { provisionDatabase } from '../../core/src/database/provision-database.js';
import { createKafkaEventBus } from '../../core/src/events/create-kafka-event-bus.js';
import type { EventBus } from '../../core/src/events/event-bus.js';
import { Forwarder } from '../../core/src/events/forwarder.js';
import { Sequencer } from '../../core/src/events/sequencer.js';
import { createLogger } from '../../core/src/observability/logger.js';

export type Client = 'kafkajs' | 'platformatic';

/** A database with the outbox, a broker, and the relay between them. */
export interface Setting {
  readonly database: Database;
  readonly bus: EventBus;
  readonly postgresVersion: string;
  /** Stands for a host with the role relay. @returns what stops it */
  startRelay(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** PostgreSQL as it comes, with its durability on. */
export const openSetting = async (brokers: readonly string[], client: Client): Promise<Setting> => {
  const folder = await mkdtemp(join(tmpdir(), 'promenade-bench-'));
  const ignore = (): void => undefined;
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    onLog: ignore,
    settings: { shared_buffers: '512MB', max_wal_size: '4GB' },
  });
  const urls = await provisionDatabase({
    adminUrl: postgres.url,
    database: 'bench',
    password: 'bench',
  });
  await migrateDatabase(urls.owner, [coreMigrations]);
  const fail = (error: unknown): never => {
    throw error;
  };
  // A query on a connection that breaks rejects by itself.
  const options = { urls, poolSize: 10, entities: [], onConnectionError: ignore };
  const database = await Database.connect(options);
  const listener = new Listener(urls.relay, ignore);
  await listener.open();
  const bus = await createKafkaEventBus(
    {
      client,
      brokers,
      clientId: 'bench',
      replicationFactor: 1,
      defaultPartitions: 4,
      partitions: {},
      compacted: [],
      prefix: `bench-${randomUUID().slice(0, 8)}.`,
    },
    createLogger({ level: 'silent' }),
  );
  return {
    database,
    bus,
    postgresVersion: postgres.version,
    startRelay: async () => {
      const sequencer = new Sequencer(database, listener, fail);
      const forwarder = new Forwarder(database, listener, bus, fail);
      await sequencer.start();
      await forwarder.start();
      return async () => {
        await sequencer.stop();
        await forwarder.stop();
      };
    },
    close: async () => {
      await bus.close();
      await listener.close();
      await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true });
    },
  };
};
