import { Gate, PluginDirectory, type PortalPage, type Role } from '@promenade/core';
import { injectable } from 'inversify';

export interface SessionPage {
  readonly pluginId: string;
  readonly page: PortalPage;
}

/** What the subject may do at a merchant, given the plugins that are on for it. */
export interface SessionRights {
  readonly permissions: readonly string[];
  readonly pages: readonly SessionPage[];
}

/** Tells what somebody may do and see at a merchant. */
@injectable()
export class SessionReader {
  constructor(
    private readonly directory: PluginDirectory,
    private readonly gate: Gate,
  ) {}

  /** Plugins that are off grant nothing and show no page. */
  rightsOf(merchantId: string, roles: readonly Role[]): SessionRights {
    const enabled = this.directory.list(merchantId).filter(({ enabled }) => enabled);
    return {
      permissions: enabled.flatMap(({ spec }) =>
        Object.keys(spec.permissions ?? {}).filter((name) => this.gate.permits(spec, roles, name)),
      ),
      pages: enabled.flatMap(({ spec }) =>
        (spec.contributes?.portal?.pages ?? [])
          .filter(({ permission }) => this.gate.permits(spec, roles, permission))
          .map((page) => ({ pluginId: spec.id, page })),
      ),
    };
  }
}
