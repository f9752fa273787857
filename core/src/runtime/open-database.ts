import { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import type { MigrationOutcome } from '../database/migrate-database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { EnablementMap } from '../plugin/enablement-map.js';
import { eventSchemaOptions } from './event-schema-options.js';
import type { HostOptions } from './host-options.js';
import { coreFailureIn, migrateInstallation } from './migrate-installation.js';
import type { StopSequence } from './stop-sequence.js';

export interface OpenDatabase {
  readonly database: Database;
  readonly listener: Listener;
  readonly enablement: EnablementMap;
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
  const { urls, poolSize } = options.database;
  const { outcomes: migrations, registration } = await migrateInstallation(
    urls.owner,
    specs,
    eventSchemaOptions(options),
  );
  const coreFailure = coreFailureIn(migrations);
  if (coreFailure) throw coreFailure;
  if (registration.unavailable) onError(registration.unavailable);

  const entities = specs.flatMap(({ contributes }) => contributes?.entities ?? []);
  const database = await Database.connect({
    urls,
    poolSize,
    entities,
    onConnectionError: onError,
  });
  stop.add('database', () => database.close());
  const listener = new Listener(urls.relay, onError);
  stop.add('listener', () => listener.close());
  await listener.open();
  const enablement = new EnablementMap(specs, database, listener, onError);
  stop.add('enablement', () => enablement.close());
  await enablement.open();
  return { database, listener, enablement, migrations };
};
