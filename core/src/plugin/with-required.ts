import type { PluginSpec } from './define-plugin.js';

/** A plugin and all that it requires, one through the other, each once. What is not installed is left out. */
export const withRequired = (
  plugin: PluginSpec,
  installed: ReadonlyMap<string, PluginSpec>,
): readonly PluginSpec[] => {
  const found = new Set([plugin]);
  // A set hands out what is added while it is walked.
  for (const { dependsOn } of found) {
    for (const id of dependsOn?.required ?? []) {
      const required = installed.get(id);
      if (required) found.add(required);
    }
  }
  return [...found];
};
