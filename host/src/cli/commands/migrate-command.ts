import { migrateInstallation } from '@promenade/core/host';
import type { Command } from 'commander';
import { withDatabase } from '../../offline/with-database.js';
import { eventSchemasOf } from '../../platform/event-schemas.js';
import { installedSpecs } from '../../plugins/installed-specs.js';
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
    .description(
      'apply pending migrations of the platform and of all plugins, and register the schemas of their events',
    )
    .action(async (_options: object, command: Command) => {
      const loaded = configOf(command, context);
      const specs = await installedSpecs(loaded);
      const schemas = eventSchemasOf(loaded.config);
      const { outcomes, registration } = await withDatabase(loaded, (urls) =>
        migrateInstallation(urls.owner, specs, schemas),
      );
      for (const { owner, applied, error } of outcomes) {
        if (error) context.err(`${owner}: ${error.message}\n`);
        else context.out(`${owner}: ${applied.length === 0 ? 'up to date' : applied.join(', ')}\n`);
      }
      if (schemas.registry) {
        const { added, unavailable } = registration;
        for (const { subject, id } of added) context.out(`schema ${subject}: id ${id}\n`);
        if (added.length === 0) context.out('schemas: up to date\n');
        if (unavailable) context.err(`${unavailable.message}; all schemas were known already\n`);
      }
      if (outcomes.some(({ error }) => error)) done(1);
    });
};
