import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PluginFault, PluginFaultsError } from '@promenade/core';
import type { PortalPluginSource } from '@promenade/portal/build';
import type { InstalledPlugin } from './load-plugins.js';

/**
 * What the portal's build needs of each plugin: its pages and its texts.
 * @throws PluginFaultsError for portal packages and texts that are not there
 */
export const portalSources = (plugins: readonly InstalledPlugin[]): PortalPluginSource[] => {
  const faults: PluginFault[] = [];
  const sources: PortalPluginSource[] = [];
  for (const { plugin, packageDir } of plugins) {
    const { id, contributes } = plugin.spec;
    const localesDir = contributes?.locales
      ? fileURLToPath(contributes.locales)
      : join(packageDir, 'locales');
    const wanted = contributes?.portal?.package;
    const portalDir = wanted ? folderOf(wanted, packageDir) : undefined;
    if (wanted && !portalDir) {
      faults.push({
        plugin: id,
        cause: `its portal package '${wanted}' cannot be found from ${packageDir}`,
        cure: `install '${wanted}'`,
      });
    }
    if (existsSync(localesDir)) {
      sources.push({ pluginId: id, localesDir, ...(portalDir && { packageDir: portalDir }) });
    } else if (wanted || contributes?.locales) {
      faults.push({
        plugin: id,
        cause: `its texts are not at ${localesDir}`,
        cure: 'put en.json, ar.json and he.json there',
      });
    }
  }
  if (faults.length > 0) throw new PluginFaultsError(faults);
  return sources;
};

const folderOf = (packageName: string, from: string): string | undefined => {
  try {
    const { resolve } = createRequire(join(from, 'package.json'));
    return dirname(resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
};
