import { Gate, PluginDirectory, type Role } from '@promenade/core';
import { injectable } from 'inversify';

/** Tells who may change settings at all; a plugin may want a permission of its own besides. */
@injectable()
export class SettingsRights {
  constructor(
    private readonly directory: PluginDirectory,
    private readonly gate: Gate,
  ) {}

  mayChange(merchantId: string, roles: readonly Role[]): boolean {
    return this.directory
      .list(merchantId)
      .some(({ spec }) => this.gate.permits(spec, roles, 'platform.settings.write'));
  }
}
