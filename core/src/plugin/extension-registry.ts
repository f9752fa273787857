import type { PluginSpec } from './define-plugin.js';
import type { ExtensionPoint } from './extension-point.js';

/** A value with the plugin that added it. */
export interface Added<T> {
  readonly spec: PluginSpec;
  readonly value: T;
}

/** What plugins added to extension points; filled while plugins are started, sealed before the first one starts. */
export class ExtensionRegistry {
  private readonly added = new Map<string, Added<unknown>[]>();
  private sealed = false;

  /** @throws Error once the registry is sealed */
  add(point: ExtensionPoint<unknown>, spec: PluginSpec, value: unknown): void {
    if (this.sealed) {
      throw new Error(`'${spec.id}' extends '${point.id}' too late: extension points are sealed`);
    }
    const values = this.added.get(point.id) ?? [];
    values.push(Object.freeze({ spec, value }));
    this.added.set(point.id, values);
  }

  /** From here on nothing can be added, and what was added can be read. */
  seal(): void {
    this.sealed = true;
    for (const values of this.added.values()) Object.freeze(values);
  }

  /** In the order in which the plugins start. @throws Error before the registry is sealed */
  read(point: ExtensionPoint<unknown>): readonly Added<unknown>[] {
    if (!this.sealed) {
      throw new Error(
        `the extensions of '${point.id}' are not complete yet: read them in 'lifecycle.start' or later, not in a constructor`,
      );
    }
    return this.added.get(point.id) ?? [];
  }
}
