import { type PluginDirectory, type PluginState, PromenadeError } from '@promenade/core';
import type { Command } from 'commander';
import { readMerchant } from '../../merchants/merchant-id.js';
import { withInstalledPlatform } from '../../offline/with-installed-platform.js';
import { OperatorError } from '../../operator-error.js';
import { installedSpecs } from '../../plugins/installed-specs.js';
import { switchedAlong } from '../../plugins/switched-along.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';
import { table } from '../table.js';
import { addPluginsCheckCommand } from './plugins-check-command.js';
import { addPluginsConfigCommand } from './plugins-config-command.js';

const merchantOption = ['--merchant <merchant>', 'UUID; a name with embedded identity'] as const;

/** `promenade plugins list|check|config|enable|disable` */
export const addPluginsCommand = (program: Command, context: CliContext): void => {
  const plugins = program
    .command('plugins')
    .description('see plugins, and switch them per merchant');

  plugins
    .command('list')
    .description('list the installed plugins')
    .option(merchantOption[0], `${merchantOption[1]}; shows what is on for it`)
    .action(async ({ merchant }: { merchant?: string }, command: Command) => {
      const loaded = configOf(command, context);
      const specs = await installedSpecs(loaded);
      if (merchant === undefined) {
        const head = ['PLUGIN', 'VERSION', 'ENABLEMENT', 'REQUIRES'];
        const rows = specs.map(({ id, version, enablement, dependsOn }) => [
          id,
          version,
          enablement,
          dependsOn?.required?.join(', ') ?? '',
        ]);
        context.out(table([head, ...rows]));
        return;
      }
      const { id } = readMerchant(merchant, loaded);
      await withDirectory(command, context, async (directory) => {
        const head = ['PLUGIN', 'VERSION', 'ENABLEMENT', 'REQUIRES', 'NOW'];
        const rows = directory
          .list(id)
          .map((state) => [...columnsOf(state), state.enabled ? 'on' : 'off']);
        context.out(table([head, ...rows]));
      });
    });

  addPluginsCheckCommand(plugins, context);
  addPluginsConfigCommand(plugins, context);

  for (const enabled of [true, false]) {
    plugins
      .command(enabled ? 'enable' : 'disable')
      .description(`switch a plugin ${enabled ? 'on' : 'off'} for a merchant, on running hosts too`)
      .argument('<plugin>', 'id of the plugin')
      .requiredOption(...merchantOption)
      .action(async (pluginId: string, { merchant }: { merchant: string }, command: Command) => {
        const { id, name } = readMerchant(merchant, configOf(command, context));
        await withDirectory(command, context, async (directory) => {
          const before = directory.list(id);
          const change = { pluginId, enabled, by: 'promenade-cli' };
          await directory.switch(id, change).catch((error: unknown) => {
            throw inEnglish(error, directory, id);
          });
          const along = switchedAlong(pluginId, before, directory.list(id));
          context.out(
            [
              `${pluginId} is ${enabled ? 'on' : 'off'} for ${name}`,
              name === id ? '' : ` (${id})`,
              along.length === 0 ? '' : `; with it: ${along.join(', ')}`,
              '\n',
            ].join(''),
          );
        });
      });
  }
};

const columnsOf = ({ spec }: PluginState): string[] => [
  spec.id,
  spec.version,
  spec.enablement,
  spec.dependsOn?.required?.join(', ') ?? '',
];

const withDirectory = async (
  command: Command,
  context: CliContext,
  work: (directory: PluginDirectory) => Promise<void>,
): Promise<void> => {
  await withInstalledPlatform(configOf(command, context), ({ directory }) => work(directory));
};

const inEnglish = (error: unknown, directory: PluginDirectory, merchantId: string): unknown => {
  if (!(error instanceof PromenadeError)) return error;
  const { plugin, other } = error.params;
  switch (error.code) {
    case 'plugin-not-found':
      return new OperatorError(
        `there is no plugin '${plugin}'`,
        `Installed: ${directory
          .list(merchantId)
          .map(({ spec }) => spec.id)
          .join(', ')}.`,
        { cause: error },
      );
    case 'plugin-always-on':
      return new OperatorError(
        `'${plugin}' belongs to the platform and is always on`,
        "It stays on for every merchant. 'promenade plugins list' shows which plugins are 'always' on.",
        { cause: error },
      );
    case 'plugin-requires':
      return new OperatorError(
        `'${plugin}' requires '${other}', which is off for this merchant`,
        `Run 'promenade plugins enable ${other} --merchant …' first.`,
        { cause: error },
      );
    default:
      return error;
  }
};
