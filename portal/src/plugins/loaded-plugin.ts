import type { BackstagePlugin } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

/** The exports of a portal package's entry. */
export interface PortalModule extends PortalContribution {
  plugin: BackstagePlugin;
}

export interface LoadedPlugin extends PortalModule {
  pluginId: string;
}

/** What a portal package must export, checked where it is loaded: it may come from anywhere. */
export function asPortalModule(pluginId: string, exported: unknown): PortalModule {
  const candidate = exported as Partial<PortalModule> | null;
  if (typeof candidate?.plugin?.getId !== 'function' || typeof candidate.pages !== 'object') {
    throw new Error(
      `The portal package of plugin "${pluginId}" must export "plugin" (createPlugin) and "pages" (path to component).`,
    );
  }
  return candidate as PortalModule;
}
