import type { ComponentType } from 'react';

/** What the entry of a plugin's portal package exports beside its `plugin`. */
export interface PortalContribution {
  /** The component of each page, by the path that the plugin's server definition names. */
  pages: Readonly<Record<string, ComponentType>>;
  /** What stands beside a page's menu entry (a count, say), by the same path. */
  badges?: Readonly<Record<string, ComponentType>>;
}
