import { hideFromLogs } from '../observability/known-secrets.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { GivenPluginConfig } from '../plugin-config/given-config.js';
import { PluginConfigError } from '../plugin-config/plugin-config-error.js';
import { readPluginConfig } from '../plugin-config/read-plugin-config.js';

/**
 * The phase "config": the parsed configuration of every plugin that has one; its secrets are kept out of the logs from here on.
 * @throws PluginConfigError with every fault
 */
export const hostPluginConfig = (
  specs: readonly PluginSpec[],
  given: GivenPluginConfig = new Map(),
): ReadonlyMap<string, object> => {
  const { values, secrets, faults } = readPluginConfig(specs, given);
  hideFromLogs(secrets);
  if (faults.length > 0) throw new PluginConfigError(faults);
  return values;
};
