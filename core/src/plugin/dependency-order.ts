import type { PluginSpec } from './define-plugin.js';
import type { PluginFault } from './plugin-fault.js';

export interface DependencyOrder {
  /** Dependencies before dependents, as long as there is no fault. */
  readonly order: readonly PluginSpec[];
  readonly faults: readonly PluginFault[];
}

/** The ids a plugin waits for: all required ones, and optional ones that are installed. */
export const dependenciesOf = (spec: PluginSpec, installed: ReadonlySet<string>): string[] => [
  ...(spec.dependsOn?.required ?? []),
  ...(spec.dependsOn?.optional ?? []).filter((id) => installed.has(id)),
];

/** Orders plugins topologically; among equals the given order stands. Each cycle is one fault. */
export const dependencyOrder = (specs: readonly PluginSpec[]): DependencyOrder => {
  const byId = new Map(specs.map((spec) => [spec.id, spec]));
  const installed = new Set(byId.keys());
  const order: PluginSpec[] = [];
  const faults: PluginFault[] = [];
  const state = new Map<string, 'visiting' | 'done'>();

  const visit = (spec: PluginSpec, path: readonly string[]): void => {
    if (state.get(spec.id) === 'done') return;
    if (state.get(spec.id) === 'visiting') {
      const cycle = [...path.slice(path.indexOf(spec.id)), spec.id];
      faults.push({
        plugin: spec.id,
        cause: `its dependencies form a cycle: ${cycle.join(' → ')}`,
        cure: 'remove one of these dependencies, or let one plugin listen to an event of the other',
      });
      return;
    }
    state.set(spec.id, 'visiting');
    for (const id of dependenciesOf(spec, installed)) {
      const dependency = byId.get(id);
      if (dependency) visit(dependency, [...path, spec.id]);
    }
    state.set(spec.id, 'done');
    order.push(spec);
  };

  for (const spec of specs) visit(spec, []);
  return { order, faults };
};
