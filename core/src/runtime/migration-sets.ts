import type { MigrationSet } from '../database/migrate-database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';

/** The migrations of plugins, in the order in which the plugins start. */
export const migrationSetsOf = (specs: readonly PluginSpec[]): readonly MigrationSet[] =>
  specs.flatMap(({ id, contributes }) =>
    contributes?.migrations ? [{ owner: id, ...contributes.migrations }] : [],
  );
