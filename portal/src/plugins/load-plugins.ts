import { installedPlugins } from 'virtual:portal-plugins';
import { asPortalModule, type LoadedPlugin } from './loaded-plugin.js';

/**
 * Loads the entries of all installed plugins; their pages load when they are opened. A plugin that
 * cannot be loaded is left out with a message on the console: its pages are then not found.
 */
export async function loadPlugins(): Promise<LoadedPlugin[]> {
  const loads = installedPlugins.map(async ({ pluginId, load }): Promise<LoadedPlugin[]> => {
    if (!load) return [];
    try {
      return [{ pluginId, ...asPortalModule(pluginId, await load()) }];
    } catch (error) {
      console.error(`portal: plugin "${pluginId}" is left out`, error);
      return [];
    }
  });
  return (await Promise.all(loads)).flat();
}
