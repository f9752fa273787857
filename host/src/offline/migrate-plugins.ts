import { hostVersion, type PluginSpec } from '@promenade/core';
import {
  checkPlugins,
  coreMigrations,
  type DatabaseUrls,
  type MigrationOutcome,
  migrateDatabase,
  migrationSetsOf,
} from '@promenade/core/host';
import type { InstalledPlugin } from '../plugins/load-plugins.js';

/** The installed plugins in the order in which they start. @throws PluginFaultsError with every fault of every plugin */
export const orderedSpecs = (plugins: readonly InstalledPlugin[]): readonly PluginSpec[] =>
  checkPlugins(
    plugins.map(({ plugin }) => plugin),
    hostVersion,
  );

/** Applies the pending migrations of the platform and of all plugins. */
export const migratePlugins = (
  urls: DatabaseUrls,
  specs: readonly PluginSpec[],
): Promise<readonly MigrationOutcome[]> =>
  migrateDatabase(urls.owner, [coreMigrations, ...migrationSetsOf(specs)]);
