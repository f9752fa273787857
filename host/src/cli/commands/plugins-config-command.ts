import { type ConfigEntry, redacted } from '@promenade/core/host';
import type { Command } from 'commander';
import { pluginConfigOf } from '../../config/plugin-config.js';
import { installedSpecs } from '../../plugins/installed-specs.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';
import { table } from '../table.js';

/** `promenade plugins config` */
export const addPluginsConfigCommand = (plugins: Command, context: CliContext): void => {
  plugins
    .command('config')
    .description('show the configuration of the installed plugins, and where each value comes from')
    .action(async (_options: object, command: Command) => {
      const loaded = configOf(command, context);
      const specs = await installedSpecs(loaded);
      const { entries } = pluginConfigOf(loaded.pluginLayers, specs);
      if (entries.length === 0) {
        context.out('No installed plugin has a configuration.\n');
        return;
      }
      context.out(
        table([['SETTING', 'VALUE', 'FROM', 'VARIABLE', 'ABOUT'], ...entries.map(rowOf)]),
      );
    });
};

const rowOf = ({ field, value, given }: ConfigEntry): string[] => [
  `config.${field.plugin}.${field.name}`,
  shown(field.isSecret, value),
  given?.origin ?? (value === undefined ? '-' : 'default'),
  field.variable,
  field.about,
];

const shown = (isSecret: boolean, value: unknown): string => {
  if (value === undefined) return '-';
  return isSecret ? redacted : JSON.stringify(value);
};
