import type { PluginSpec } from '@promenade/core';
import type { LoadedConfig } from '../config/load-config.js';
import { loadPlugins } from '../plugins/load-plugins.js';
import { migratePlugins, orderedSpecs } from './migrate-plugins.js';
import { withDatabase } from './with-database.js';
import { type PlatformDatabase, withPlatformDatabase } from './with-platform-database.js';

/**
 * Does a command's work with the installed plugins, in the order in which they start, and the database of the installation.
 * @throws as `withDatabase` and `withPlatformDatabase` do; PluginFaultsError with every fault of every plugin
 */
export const withInstalledPlatform = async <T>(
  loaded: LoadedConfig,
  work: (platform: PlatformDatabase, specs: readonly PluginSpec[]) => Promise<T>,
): Promise<T> => {
  const specs = orderedSpecs(await loadPlugins(loaded.config.plugins, loaded.folder));
  return withDatabase(loaded, async (urls) => {
    // An embedded database that was just made has no tables yet.
    if (loaded.embedded.postgres) await migratePlugins(urls, specs, {});
    return withPlatformDatabase(urls, specs, {}, (platform) => work(platform, specs));
  });
};
