import { coreMigrations } from '../database/core-migrations.js';
import type { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import { type MigrationOutcome, migrateDatabase } from '../database/migrate-database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { EnablementMap } from '../plugin/enablement-map.js';
import type { HostOptions } from './host-options.js';
import { connectWithEntities } from './mappable-entities.js';
import { migrationSetsOf } from './migration-sets.js';
import type { StopSequence } from './stop-sequence.js';

export interface OpenDatabase {
  readonly database: Database;
  readonly listener: Listener;
  readonly enablement: EnablementMap;
  /** Of the plugins; one whose entities cannot be mapped has failed too. */
  readonly migrations: readonly MigrationOutcome[];
}

/** Migrates the core and all plugins, and opens the connections. @throws when the core's own migrations fail */
export const openDatabase = async (
  { database: { urls, poolSize } }: HostOptions,
  specs: readonly PluginSpec[],
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<OpenDatabase> => {
  const migrations = await migrateDatabase(urls.owner, [coreMigrations, ...migrationSetsOf(specs)]);
  const coreFailure = migrations.find(({ owner }) => owner === coreMigrations.owner)?.error;
  if (coreFailure) throw coreFailure;

  const { database, unmappable } = await connectWithEntities(
    { urls, poolSize, onConnectionError: onError },
    specs,
  );
  stop.add('database', () => database.close());
  const listener = new Listener(urls.relay, onError);
  stop.add('listener', () => listener.close());
  await listener.open();
  const enablement = new EnablementMap(specs, database, listener, onError);
  stop.add('enablement', () => enablement.close());
  await enablement.open();
  const outcomes = specs.flatMap(({ id }): MigrationOutcome[] => {
    const migrated = migrations.filter(({ owner }) => owner === id);
    const error = unmappable.get(id);
    return error ? [{ owner: id, applied: [], error }] : migrated;
  });
  return { database, listener, enablement, migrations: outcomes };
};
