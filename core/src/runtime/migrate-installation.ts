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
 * Without the core's own tables no schema is registered.
 * @throws SchemaRegistrationError; when the database cannot be reached
 */
export const migrateInstallation = async (
  ownerUrl: string,
  specs: readonly PluginSpec[],
  schemas: EventSchemaOptions,
): Promise<InstallationMigration> => {
  const outcomes = await migrateDatabase(ownerUrl, [coreMigrations, ...migrationSetsOf(specs)]);
  if (coreFailureIn(outcomes)) return { outcomes, registration: { added: [], refused: [] } };
  const registration = await registerSchemas(ownerUrl, specs, schemas);
  return { outcomes: withRefusals(outcomes, registration), registration };
};

/** Why the core's own migrations failed. */
export const coreFailureIn = (outcomes: readonly MigrationOutcome[]): Error | undefined =>
  outcomes.find(({ owner }) => owner === coreMigrations.owner)?.error;

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
