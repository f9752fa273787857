import type { ComponentType } from 'react';

/** What the entry of a plugin's portal package exports beside its `plugin`. */
export interface PortalContribution {
  /** The component of each page, by the path that the plugin's server definition names. */
  pages: Readonly<Record<string, ComponentType>>;
  /** What stands beside a page's menu entry (a count, say), by the same path. */
  badges?: Readonly<Record<string, ComponentType>>;
  /**
   * What stands where another plugin's page leaves room for it, by the name of that place (`scheduling.event`). It is shown to
   * everyone who sees the page: it asks for its own permissions, which nobody has at a merchant that has the plugin off.
   */
  panels?: Readonly<Record<string, ComponentType<PanelProps>>>;
}

export interface PanelProps {
  /** What the place is about: the id of the event, say. */
  subject: string;
}
