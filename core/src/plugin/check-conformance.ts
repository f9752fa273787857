import { checkPlugins } from './check-plugins.js';
import { checkStatements } from './conformance/check-statements.js';
import type { Plugin } from './define-plugin.js';
import { type PluginFault, PluginFaultsError } from './plugin-fault.js';

/**
 * Everything that can be known of plugins without a database: what a host checks before it starts, and the statements of their
 * migrations, which a host need not read, since it sees what they do.
 * @throws PluginFaultsError with every fault of every plugin
 */
export const checkConformance = async (
  plugins: readonly Plugin[],
  hostVersion: string,
): Promise<void> => {
  const faults: PluginFault[] = [];
  try {
    checkPlugins(plugins, hostVersion);
  } catch (error) {
    if (!(error instanceof PluginFaultsError)) throw error;
    faults.push(...error.faults);
  }
  faults.push(...(await checkStatements(plugins.map(({ spec }) => spec))));
  if (faults.length > 0) throw new PluginFaultsError(faults);
};
