/** Written by the portal's build from the host's list of plugins. */
declare module 'virtual:portal-plugins' {
  export interface InstalledPlugin {
    pluginId: string;
    /** Absent when the plugin brings no pages. */
    load?: () => Promise<unknown>;
    /** The texts of the plugin, by language. */
    locales: Partial<Record<string, () => Promise<{ default: Record<string, unknown> }>>>;
  }
  export const installedPlugins: InstalledPlugin[];
}
