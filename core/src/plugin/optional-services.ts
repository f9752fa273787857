import type { PluginSpec } from './define-plugin.js';
import { ownerOf } from './extension-point.js';
import type { Gate } from './gate.js';
import type { PluginScope } from './plugin-scope.js';
import type { ServiceRef } from './service-ref.js';

/** A plugin that started, as those that use it optionally see it. */
export interface StartedDependency {
  readonly spec: PluginSpec;
  readonly scope: PluginScope;
}

/** What the optional dependencies of this plugin export. */
export class OptionalServices {
  constructor(
    private readonly user: PluginSpec,
    private readonly startedPlugin: (pluginId: string) => StartedDependency | undefined,
    private readonly gate: Pick<Gate, 'isOn'>,
  ) {}

  /**
   * Ask anew each time: a plugin can be switched off while the host runs.
   * @returns undefined when the plugin is not installed, did not start, or is off for the merchant
   * @throws Error for a service of a plugin that is no optional dependency, or that the plugin does not export
   */
  find<T>(ref: ServiceRef<T>, merchantId: string): T | undefined {
    const owner = ownerOf(ref);
    if (!this.user.dependsOn?.optional?.includes(owner)) {
      throw new Error(
        `'${this.user.id}' asks for '${ref.id}', but '${owner}' is not under 'dependsOn.optional'; what a required plugin exports is injected`,
      );
    }
    const plugin = this.startedPlugin(owner);
    if (!plugin) return undefined;
    if (!plugin.spec.exports?.some(({ id }) => id === ref.id)) {
      throw new Error(
        `'${this.user.id}' asks for '${ref.id}', which '${owner}' ${plugin.spec.version} does not export`,
      );
    }
    return this.gate.isOn(plugin.spec, merchantId) ? plugin.scope.get(ref) : undefined;
  }
}
