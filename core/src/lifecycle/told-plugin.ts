import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

/** A plugin that wants to be told when it is switched on or off for a merchant. */
export interface ToldPlugin {
  readonly spec: PluginSpec;
  readonly scope: PluginScope;
}

export const isToldOfSwitches = ({ lifecycle }: PluginSpec): boolean =>
  lifecycle?.enabled !== undefined || lifecycle?.disabled !== undefined;

/** A plugin and all that it requires, directly or not. */
export const withRequired = (
  spec: PluginSpec,
  all: readonly PluginSpec[],
): ReadonlySet<PluginSpec> => {
  const found = new Set([spec]);
  // The set grows while it is gone through.
  for (const { dependsOn } of found) {
    for (const other of all) if (dependsOn?.required?.includes(other.id)) found.add(other);
  }
  return found;
};
