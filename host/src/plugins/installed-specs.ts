import { hostVersion, type PluginSpec } from '@promenade/core';
import { checkPlugins } from '@promenade/core/host';
import type { LoadedConfig } from '../config/load-config.js';
import { type InstalledPlugin, loadPlugins } from './load-plugins.js';

/** Plugins in the order in which they start. @throws PluginFaultsError with every fault of every plugin */
export const orderedSpecs = (plugins: readonly InstalledPlugin[]): readonly PluginSpec[] =>
  checkPlugins(
    plugins.map(({ plugin }) => plugin),
    hostVersion,
  );

/** The plugins that the configuration names, in the order in which they start. @throws as `loadPlugins` and `orderedSpecs` do */
export const installedSpecs = async ({
  config,
  folder,
}: LoadedConfig): Promise<readonly PluginSpec[]> =>
  orderedSpecs(await loadPlugins(config.plugins, folder));
