import type { PluginSpec } from './define-plugin.js';
import { withRequired } from './with-required.js';

/**
 * The plugins that must be switched on for one to work: itself and all that it requires, without those that are always on.
 * @returns undefined when something required is not installed
 */
export const switchableNeeds = (
  plugin: PluginSpec,
  installed: ReadonlyMap<string, PluginSpec>,
): readonly PluginSpec[] | undefined => {
  const needs = withRequired(plugin, installed);
  const required = needs.flatMap(({ dependsOn }) => dependsOn?.required ?? []);
  return required.every((id) => installed.has(id))
    ? needs.filter(({ enablement }) => enablement !== 'always')
    : undefined;
};
