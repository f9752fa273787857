import { coreMigrations } from '../database/core-migrations.js';
import { type MigrationOutcome, migrateDatabase } from '../database/migrate-database.js';
import {
  type EventSchemaOptions,
  type Registration,
  registerSchemas,
} from '../events/registry/index.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { migrationSetsOf } from './migration-sets.js';

export interface InstallationMigration {
  /** Of the core and of plugins. A plugin whose schema the registry refuses has an error too. */
  readonly outcomes: readonly MigrationOutcome[];
  readonly registration: Registration;
}

/**
 * Applies the pending migrations of the core and of all plugins, and registers the schemas of their events.
 * @throws the error of the core's own migrations; SchemaRegistrationError; when the database cannot be reached
 */
export const migrateInstallation = async (
  ownerUrl: string,
  specs: readonly PluginSpec[],
  schemas: EventSchemaOptions,
): Promise<InstallationMigration> => {
  const outcomes = await migrateDatabase(ownerUrl, [coreMigrations, ...migrationSetsOf(specs)]);
  const coreFailure = outcomes.find(({ owner }) => owner === coreMigrations.owner)?.error;
  if (coreFailure) throw coreFailure;
  const registration = await registerSchemas(ownerUrl, specs, schemas);
  return { outcomes: withRefusals(outcomes, registration), registration };
};

const withRefusals = (
  outcomes: readonly MigrationOutcome[],
  { refused }: Registration,
): readonly MigrationOutcome[] => {
  const errors = new Map(refused.map(({ pluginId, error }) => [pluginId, error]));
  const known = outcomes.map((outcome): MigrationOutcome => {
    const error = outcome.error ?? errors.get(outcome.owner);
    return error ? { ...outcome, error } : outcome;
  });
  const others = [...errors].filter(([id]) => !outcomes.some(({ owner }) => owner === id));
  return [...known, ...others.map(([owner, error]) => ({ owner, applied: [], error }))];
};
