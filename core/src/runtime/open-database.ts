import { coreMigrations } from '../database/core-migrations.js';
import { Database } from '../database/database.js';
import { FanOut } from '../database/fan-out.js';
import { Listener } from '../database/listener.js';
import { type MigrationOutcome, migrateDatabase } from '../database/migrate-database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { EnablementMap } from '../plugin/enablement-map.js';
import type { HostOptions } from './host-options.js';
import { migrationSetsOf } from './migration-sets.js';
import type { StopSequence } from './stop-sequence.js';

export interface OpenDatabase {
  readonly database: Database;
  readonly fanOut: FanOut;
  readonly listener: Listener;
  readonly enablement: EnablementMap;
  readonly migrations: readonly MigrationOutcome[];
}

/** Migrates the core and all plugins, and opens the connections. @throws when the core's own migrations fail */
export const openDatabase = async (
  { database: { urls, poolSize, fanOutPoolSize = 4 } }: HostOptions,
  specs: readonly PluginSpec[],
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<OpenDatabase> => {
  const migrations = await migrateDatabase(urls.owner, [coreMigrations, ...migrationSetsOf(specs)]);
  const coreFailure = migrations.find(({ owner }) => owner === coreMigrations.owner)?.error;
  if (coreFailure) throw coreFailure;

  const entities = specs.flatMap(({ contributes }) => contributes?.entities ?? []);
  const database = await Database.connect({
    urls,
    poolSize,
    entities,
    onConnectionError: onError,
  });
  stop.add('database', () => database.close());
  const fanOut = new FanOut({ urls, lanes: fanOutPoolSize, onConnectionError: onError });
  stop.add('fan-out', () => fanOut.close());
  const listener = new Listener(urls.relay, onError);
  stop.add('listener', () => listener.close());
  await listener.open();
  const enablement = new EnablementMap(specs, database, listener, onError);
  stop.add('enablement', () => enablement.close());
  await enablement.open();
  return { database, fanOut, listener, enablement, migrations };
};
