import type { Command } from 'commander';
import { migratePlugins, orderedSpecs } from '../../offline/migrate-plugins.js';
import { withDatabase } from '../../offline/with-database.js';
import { loadPlugins } from '../../plugins/load-plugins.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';

/** `promenade migrate` */
export const addMigrateCommand = (
  program: Command,
  context: CliContext,
  done: (exitCode: number) => void,
): void => {
  program
    .command('migrate')
    .description('apply pending migrations of the platform and of all plugins')
    .action(async (_options: object, command: Command) => {
      const loaded = configOf(command, context);
      const specs = orderedSpecs(await loadPlugins(loaded.config.plugins, loaded.folder));
      const outcomes = await withDatabase(loaded, (urls) => migratePlugins(urls, specs));
      for (const { owner, applied, error } of outcomes) {
        if (error) context.err(`${owner}: ${error.message}\n`);
        else context.out(`${owner}: ${applied.length === 0 ? 'up to date' : applied.join(', ')}\n`);
      }
      if (outcomes.some(({ error }) => error)) done(1);
    });
};
