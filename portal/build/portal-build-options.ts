/** A plugin as the portal's build sees it. */
export interface PortalPluginSource {
  pluginId: string;
  /** The folder of the plugin's portal package; absent when the plugin brings no pages. */
  packageDir?: string;
  /** The folder with `<language>.json` files. */
  localesDir: string;
}

export interface PortalBuildOptions {
  /** In the order in which the host loads them. */
  plugins: PortalPluginSource[];
  /** The folder that receives the built files; emptied first. */
  outDir: string;
}
