import type { PluginSpec } from '@promenade/core';
import { coreFailureIn, migrateInstallation } from '@promenade/core/host';
import type { LoadedConfig } from '../config/load-config.js';
import { eventSchemasOf } from '../platform/event-schemas.js';
import { installedSpecs } from '../plugins/installed-specs.js';
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
  const specs = await installedSpecs(loaded);
  return withDatabase(loaded, async (urls) => {
    // An embedded database that was just made has no tables yet. What a plugin's migrations meet is told by the host.
    if (loaded.embedded.postgres) {
      const { outcomes } = await migrateInstallation(urls.owner, specs, {});
      const failure = coreFailureIn(outcomes);
      if (failure) throw failure;
    }
    return withPlatformDatabase(urls, specs, eventSchemasOf(loaded.config), (platform) =>
      work(platform, specs),
    );
  });
};
