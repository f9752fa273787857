import type { Database } from '../database/database.js';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from './define-plugin.js';
import type { EnablementMap } from './enablement-map.js';
import { switchPlugin } from './enablement-store.js';

export interface PluginState {
  readonly spec: PluginSpec;
  /** Switched on, and so is everything that it requires. */
  readonly enabled: boolean;
  /** Ids of the plugins that it requires: it is off while one of them is. */
  readonly dependsOn: readonly string[];
  /** Ids of the plugins that go off and on with it. */
  readonly requiredBy: readonly string[];
}

/** The installed plugins and their switches per merchant. */
export class PluginDirectory {
  constructor(
    private readonly specs: readonly PluginSpec[],
    private readonly enablement: EnablementMap,
    private readonly database: Database,
  ) {}

  /** All installed plugins, in the order in which they start, and whether each works for the merchant right now. */
  list(merchantId: string): readonly PluginState[] {
    return this.specs.map((spec) => this.stateOf(spec, merchantId));
  }

  /**
   * Switches a plugin on or off for a merchant, effective on this host when the promise resolves and on the others within a second.
   * What requires the plugin goes off and on with it.
   * @throws plugin-not-found; plugin-always-on; plugin-requires when it is switched on before what it requires; what the
   * database throws: when only reading back failed, the switch is stored and takes effect within seconds.
   */
  async switch(
    merchantId: string,
    change: { readonly pluginId: string; readonly enabled: boolean; readonly by: string },
  ): Promise<PluginState> {
    const spec = this.specs.find(({ id }) => id === change.pluginId);
    if (!spec) throw coreError('plugin-not-found', { params: { plugin: change.pluginId } });
    if (spec.enablement === 'always' && !change.enabled) {
      throw coreError('plugin-always-on', { params: { plugin: spec.id } });
    }
    if (change.enabled) this.checkRequirements(spec, merchantId);
    await this.database.transaction(merchantId, (tx) => switchPlugin(tx, change));
    await this.enablement.confirm();
    return this.stateOf(spec, merchantId);
  }

  private checkRequirements(spec: PluginSpec, merchantId: string): void {
    const required = spec.dependsOn?.required ?? [];
    const off = this.specs.find(
      (other) => required.includes(other.id) && !this.enablement.isOn(other, merchantId),
    );
    if (off) throw coreError('plugin-requires', { params: { plugin: spec.id, other: off.id } });
  }

  private requiredBy(spec: PluginSpec): PluginSpec[] {
    return this.specs.filter((other) => (other.dependsOn?.required ?? []).includes(spec.id));
  }

  private stateOf(spec: PluginSpec, merchantId: string): PluginState {
    return {
      spec,
      enabled: this.enablement.isOn(spec, merchantId),
      dependsOn: spec.dependsOn?.required ?? [],
      requiredBy: this.requiredBy(spec).map(({ id }) => id),
    };
  }
}
