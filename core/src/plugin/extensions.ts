import type { PluginSpec } from './define-plugin.js';
import type { ExtensionPoint } from './extension-point.js';
import type { ExtensionRegistry } from './extension-registry.js';
import type { Gate } from './gate.js';

export interface ExtensionValue<T> {
  /** Id of the plugin that added it. */
  readonly plugin: string;
  readonly value: T;
}

/** What other plugins added to this plugin's extension points. */
export class Extensions {
  constructor(
    private readonly owner: PluginSpec,
    private readonly registry: ExtensionRegistry,
    private readonly hasFailed: (pluginId: string) => boolean,
    private readonly gate: Pick<Gate, 'isOn'>,
  ) {}

  /**
   * In the order in which the plugins start, without those that did not start. A plugin that extends this one starts after
   * it: in `lifecycle.start` its value is there, and later not any more if its own start failed.
   * @param merchantId leaves out what plugins added that are off for the merchant
   * @throws Error for a point that this plugin does not declare, and in a constructor, when not all is added yet
   */
  of<T>(point: ExtensionPoint<T>, merchantId?: string): readonly ExtensionValue<T>[] {
    if (!this.owner.extensionPoints?.some(({ id }) => id === point.id)) {
      throw new Error(
        `'${this.owner.id}' reads the extension point '${point.id}', which it does not declare under 'extensionPoints'`,
      );
    }
    return this.registry
      .read(point)
      .filter(
        ({ spec }) =>
          !this.hasFailed(spec.id) &&
          (merchantId === undefined || this.gate.isOn(spec, merchantId)),
      )
      .map(({ spec, value }) => ({ plugin: spec.id, value: value as T }));
  }
}
