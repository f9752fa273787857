import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';

/** A plugin that wants to be told when it is switched on or off for a merchant. */
export interface ToldPlugin {
  readonly spec: PluginSpec;
  readonly scope: PluginScope;
}

export const isToldOfSwitches = ({ lifecycle }: PluginSpec): boolean =>
  lifecycle?.enabled !== undefined || lifecycle?.disabled !== undefined;
