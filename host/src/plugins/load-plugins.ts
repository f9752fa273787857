import { existsSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, type PluginFault, PluginFaultsError } from '@promenade/core';
import { isPlugin } from '@promenade/core/host';

export interface InstalledPlugin {
  /** As it stands in the configuration. */
  readonly specifier: string;
  readonly plugin: Plugin;
  /** The folder of the package that it comes from. */
  readonly packageDir: string;
}

/**
 * Loads plugin packages, resolved from a folder as Node resolves an import there.
 * @throws PluginFaultsError with every package that is missing or no plugin
 */
export const loadPlugins = async (
  specifiers: readonly string[],
  folder: string,
): Promise<readonly InstalledPlugin[]> => {
  const plugins: InstalledPlugin[] = [];
  const faults: PluginFault[] = [];
  for (const specifier of specifiers) {
    try {
      plugins.push(await loadPlugin(specifier, folder));
    } catch (error) {
      if (!(error instanceof Unloadable)) throw error;
      faults.push({ plugin: specifier, cause: error.message, cure: error.cure });
    }
  }
  if (faults.length > 0) throw new PluginFaultsError(faults);
  return plugins;
};

class Unloadable extends Error {
  constructor(
    problem: string,
    readonly cure: string,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}

const loadPlugin = async (specifier: string, folder: string): Promise<InstalledPlugin> => {
  const entry = entryOf(specifier, folder);
  const module = await importEntry(entry);
  if (!isPlugin(module.default)) {
    throw new Unloadable(
      `the default export of ${entry} is no plugin of this contract`,
      "write 'export default definePlugin({ … })' with definePlugin of @promenade/core",
    );
  }
  return { specifier, plugin: module.default, packageDir: packageDirOf(entry) };
};

const entryOf = (specifier: string, folder: string): string => {
  const from = join(folder, 'promenade.config.json');
  let entry: string | undefined;
  try {
    entry = createRequire(from).resolve(specifier);
  } catch {
    // Told apart below.
  }
  if (entry !== undefined && existsSync(entry)) return entry;
  const manifest = manifestOf(specifier, from);
  if (entry !== undefined || manifest !== undefined) {
    throw new Unloadable(
      `its entry ${entry ?? `as named in ${manifest}`} does not exist`,
      "build the plugin first ('npm run build')",
    );
  }
  throw new Unloadable(
    `it cannot be found from ${folder}`,
    specifier.startsWith('.')
      ? 'correct the path in the list of plugins'
      : `run 'npm install ${specifier}' there, or correct the name in the list of plugins`,
  );
};

const manifestOf = (specifier: string, from: string): string | undefined => {
  try {
    return specifier.startsWith('.') ? undefined : findPackageJSON(specifier, from);
  } catch {
    return undefined;
  }
};

const importEntry = async (entry: string): Promise<{ readonly default?: unknown }> => {
  try {
    return (await import(pathToFileURL(entry).href)) as { readonly default?: unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unloadable(`loading ${entry} failed: ${reason}`, 'correct or reinstall the plugin', {
      cause: error,
    });
  }
};

const packageDirOf = (path: string): string => {
  const folder = dirname(path);
  return existsSync(join(folder, 'package.json')) || folder === path
    ? folder
    : packageDirOf(folder);
};
