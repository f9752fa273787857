import type { Role } from '../auth/principal.js';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from './define-plugin.js';
import type { EnablementMap } from './enablement-map.js';

/**
 * The one gate before every route, RPC, event, timer, job per merchant and page. A job of the installation is not of a
 * merchant; what it sets off for one passes the gate.
 */
export class Gate {
  constructor(private readonly enablement: EnablementMap) {}

  /** @throws plugin-not-enabled, enablement-unknown or permission-denied. */
  admit(plugin: PluginSpec, merchantId: string, roles: readonly Role[], permission: string): void {
    if (!this.isOn(plugin, merchantId)) {
      throw this.enablement.isConfirmed()
        ? coreError('plugin-not-enabled', { params: { plugin: plugin.id } })
        : coreError('enablement-unknown', { params: { plugin: plugin.id } });
    }
    if (!this.permits(plugin, roles, permission)) {
      throw coreError('permission-denied', { params: { permission } });
    }
  }

  /** Whether the plugin and all that it requires are on; false too while that is not known. */
  isOn(plugin: PluginSpec, merchantId: string): boolean {
    return this.enablement.isOn(plugin, merchantId);
  }

  /** Whether the host knows what is on; an event waits until it does rather than being skipped. */
  knowsEnablement(): boolean {
    return this.enablement.isConfirmed();
  }

  /** Whether one of the roles has the plugin's permission; an undeclared permission is nobody's. */
  permits(plugin: PluginSpec, roles: readonly Role[], permission: string): boolean {
    const granted = plugin.permissions?.[permission]?.roles ?? [];
    return roles.some((role) => granted.includes(role));
  }
}
