import { hostVersion, type PluginFault, PluginFaultsError } from '@promenade/core';
import { checkConformance } from '@promenade/core/host';
import type { Command } from 'commander';
import { rehearseAll } from '../../offline/rehearse-all.js';
import { orderedSpecs } from '../../plugins/installed-specs.js';
import { type InstalledPlugin, loadPlugins } from '../../plugins/load-plugins.js';
import { portalSources } from '../../plugins/portal-sources.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';

/** `promenade plugins check`: for authors of plugins, and for their CI. */
export const addPluginsCheckCommand = (plugins: Command, context: CliContext): void => {
  plugins
    .command('check')
    .description('check plugins as a host does before it starts, and what their migrations say')
    .argument(
      '[plugins...]',
      'packages or paths (./dist/plugin.js); those of the configuration unless given',
    )
    .option(
      '--rehearse',
      'also migrate up, down and up again, in a PostgreSQL that is started for it and thrown away',
    )
    .action(async (given: string[], { rehearse }: { rehearse?: true }, command: Command) => {
      const installed = await pluginsOf(given, command, context);
      const faults = [
        ...(await faultsOf(() =>
          checkConformance(
            installed.map(({ plugin }) => plugin),
            hostVersion,
          ),
        )),
        ...(await faultsOf(() => portalSources(installed))),
      ];
      if (faults.length > 0) throw new PluginFaultsError(faults);
      const specs = orderedSpecs(installed);
      if (rehearse) {
        context.err('rehearsing migrations …\n');
        const failed = await rehearseAll(specs);
        if (failed.length > 0) throw new PluginFaultsError(failed);
      }
      const names = specs.map(({ id, version }) => `${id} ${version}`).join(', ');
      context.out(
        `${specs.length === 1 ? '1 plugin conforms' : `${specs.length} plugins conform`}: ${names}\n`,
      );
    });
};

const pluginsOf = (
  given: readonly string[],
  command: Command,
  context: CliContext,
): Promise<readonly InstalledPlugin[]> => {
  if (given.length > 0) return loadPlugins(given, context.folder);
  const loaded = configOf(command, context);
  return loadPlugins(loaded.config.plugins, loaded.folder);
};

/** Collects faults, so that those of one check do not hide those of the next. */
const faultsOf = async (check: () => unknown): Promise<readonly PluginFault[]> => {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof PluginFaultsError) return error.faults;
    throw error;
  }
};
