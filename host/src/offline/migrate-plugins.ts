import { hostVersion, type PluginSpec } from '@promenade/core';
import {
  checkPlugins,
  type DatabaseUrls,
  type EventSchemaOptions,
  type InstallationMigration,
  migrateInstallation,
} from '@promenade/core/host';
import type { InstalledPlugin } from '../plugins/load-plugins.js';

/** The installed plugins in the order in which they start. @throws PluginFaultsError with every fault of every plugin */
export const orderedSpecs = (plugins: readonly InstalledPlugin[]): readonly PluginSpec[] =>
  checkPlugins(
    plugins.map(({ plugin }) => plugin),
    hostVersion,
  );

/**
 * Applies the pending migrations of the platform and of all plugins, and registers the schemas of their events.
 * @throws SchemaRegistrationError when the registry is needed and cannot be used
 */
export const migratePlugins = (
  urls: DatabaseUrls,
  specs: readonly PluginSpec[],
  schemas: EventSchemaOptions,
): Promise<InstallationMigration> => migrateInstallation(urls.owner, specs, schemas);
