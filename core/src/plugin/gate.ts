import type { Role } from '../auth/principal.js';
import type { RequestLimits } from '../cache/request-limits.js';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from './define-plugin.js';
import type { EnablementMap } from './enablement-map.js';

/**
 * The one gate before every route, RPC, event, timer, job per merchant and page. A job of the installation is not of a
 * merchant; what it sets off for one passes the gate.
 */
export class Gate {
  constructor(
    private readonly enablement: EnablementMap,
    private readonly limits?: Pick<RequestLimits, 'admit'>,
  ) {}

  /**
   * Admits a request of a caller: as `admit`, and within the merchant's rate limit. What is refused otherwise does not
   * count, so that nobody uses up a limit with requests that are none of theirs.
   * @throws what `admit` throws; rate-limited
   */
  async admitRequest(
    plugin: PluginSpec,
    merchantId: string,
    roles: readonly Role[],
    permission: string,
  ): Promise<void> {
    this.admit(plugin, merchantId, roles, permission);
    await this.limits?.admit(plugin, merchantId);
  }

  /** @throws plugin-not-enabled, enablement-unknown or permission-denied. */
  admit(plugin: PluginSpec, merchantId: string, roles: readonly Role[], permission: string): void {
    this.admitOn(plugin, merchantId);
    if (!this.permits(plugin, roles, permission)) {
      throw coreError('permission-denied', { params: { permission } });
    }
  }

  /** @throws plugin-not-enabled or enablement-unknown. */
  admitOn(plugin: PluginSpec, merchantId: string): void {
    if (this.isOn(plugin, merchantId)) return;
    throw this.enablement.isConfirmed()
      ? coreError('plugin-not-enabled', { params: { plugin: plugin.id } })
      : coreError('enablement-unknown', { params: { plugin: plugin.id } });
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
