import type { Database } from '../database/database.js';
import { FanOut } from '../database/fan-out.js';
import { Listener } from '../database/listener.js';
import type { MigrationOutcome } from '../database/migrate-database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { EnablementMap } from '../plugin/enablement-map.js';
import { eventSchemaOptions } from './event-schema-options.js';
import type { HostOptions } from './host-options.js';
import { connectWithEntities } from './mappable-entities.js';
import { coreFailureIn, migrateInstallation } from './migrate-installation.js';
import type { StopSequence } from './stop-sequence.js';

export interface OpenDatabase {
  readonly database: Database;
  readonly fanOut: FanOut;
  readonly listener: Listener;
  readonly enablement: EnablementMap;
  /** Of the plugins; one whose entities cannot be mapped has failed too. */
  readonly migrations: readonly MigrationOutcome[];
}

/**
 * Migrates the core and all plugins, registers the schemas of their events, and opens the connections.
 * @throws when the core's own migrations fail; SchemaRegistrationError
 */
export const openDatabase = async (
  options: HostOptions,
  specs: readonly PluginSpec[],
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<OpenDatabase> => {
  const { urls, poolSize, fanOutPoolSize = 4 } = options.database;
  const { outcomes: migrations, registration } = await migrateInstallation(
    urls.owner,
    specs,
    eventSchemaOptions(options),
  );
  const coreFailure = coreFailureIn(migrations);
  if (coreFailure) throw coreFailure;
  if (registration.unavailable) onError(registration.unavailable);

  const { database, unmappable } = await connectWithEntities(
    { urls, poolSize, onConnectionError: onError },
    specs,
  );
  stop.add('database', () => database.close());
  const fanOut = new FanOut({ urls, lanes: fanOutPoolSize, onConnectionError: onError });
  stop.add('fan-out', () => fanOut.close());
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
  return { database, fanOut, listener, enablement, migrations: outcomes };
};
