import type { Plugin } from 'vite';
import { localeFiles } from './locale-files.js';
import { packageEntry } from './package-entry.js';
import type { PortalPluginSource } from './portal-build-options.js';

const NAME = 'virtual:portal-plugins';
const RESOLVED = `\0${NAME}`;

/**
 * The module through which the shell knows the installed plugins. Every import in it is dynamic, so
 * each plugin and each of its locale files becomes a file of its own, fetched when it is needed.
 */
export function portalPluginsModule(plugins: PortalPluginSource[]): Plugin {
  return {
    name: 'promenade:portal-plugins',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? portalPluginsSource(plugins) : undefined),
  };
}

/** The source text of that module. */
function portalPluginsSource(plugins: PortalPluginSource[]): string {
  const entries = plugins.map(({ pluginId, packageDir, localesDir }) => {
    const locales = Object.entries(localeFiles(localesDir)).map(
      ([language, file]) => `${JSON.stringify(language)}: ${lazyImport(file)}`,
    );
    const load = packageDir ? `load: ${lazyImport(packageEntry(packageDir))}, ` : '';
    return `{ pluginId: ${JSON.stringify(pluginId)}, ${load}locales: { ${locales.join(', ')} } }`;
  });
  return `export const installedPlugins = [\n${entries.join(',\n')}\n];\n`;
}

function lazyImport(path: string): string {
  // A bundler's specifier has forward slashes on every system.
  return `() => import(${JSON.stringify(path.replaceAll('\\', '/'))})`;
}
