import { randomBytes } from 'node:crypto';
import { rehearseMigrations } from '../database/conformance/rehearse-migrations.js';
import { coreMigrations } from '../database/core-migrations.js';
import { checkConformance } from '../plugin/check-conformance.js';
import type { Plugin } from '../plugin/define-plugin.js';
import { PluginFaultsError } from '../plugin/plugin-fault.js';
import { migrationSetsOf } from '../runtime/migration-sets.js';
import { hostVersion } from '../version.js';
import { provisionTestDatabase } from './create-test-host.js';
import { dropTestDatabase } from './drop-test-database.js';

/**
 * Checks a plugin as a host would, and its migrations on an empty database: up, down, up, with an eye on every schema and on
 * every table of merchants. One line in a plugin's own integration tests: `await checkPlugin(plugin)`.
 * @param requires the plugins that it requires, in the order in which they start
 * @throws PluginFaultsError with every fault found
 */
export const checkPlugin = async (
  plugin: Plugin,
  requires: readonly Plugin[] = [],
): Promise<void> => {
  await checkConformance([...requires, plugin], hostVersion);
  const [own] = migrationSetsOf([plugin.spec]);
  if (!own) return;
  const database = `check_${randomBytes(6).toString('hex')}`;
  const urls = await provisionTestDatabase(database);
  try {
    const before = [coreMigrations, ...migrationSetsOf(requires.map(({ spec }) => spec))];
    const faults = await rehearseMigrations(urls.owner, before, own);
    if (faults.length > 0) {
      throw new PluginFaultsError(faults.map((fault) => ({ plugin: plugin.spec.id, ...fault })));
    }
  } finally {
    await dropTestDatabase(database);
  }
};
