import type { PluginSpec } from './define-plugin.js';

/**
 * The plugins that must be switched on for one to work: itself and all that it requires, one through the other, each once,
 * without those that are always on.
 * @returns undefined when something required is not installed
 */
export const switchableNeeds = (
  plugin: PluginSpec,
  installed: ReadonlyMap<string, PluginSpec>,
): readonly PluginSpec[] | undefined => {
  const found = new Set<PluginSpec>([plugin]);
  // A set hands out what is added while it is walked.
  for (const { dependsOn } of found) {
    for (const id of dependsOn?.required ?? []) {
      const required = installed.get(id);
      if (!required) return undefined;
      found.add(required);
    }
  }
  return [...found].filter(({ enablement }) => enablement !== 'always');
};
