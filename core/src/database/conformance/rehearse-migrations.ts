import { migratorOf, openForMigrating } from '../apply-migrations.js';
import { type MigrationSet, migrateDatabase } from '../migrate-database.js';
import { readCatalog } from './catalog.js';
import { type MigrationFault, MigrationFaultsError } from './migration-faults-error.js';
import type { RunQuery } from './run-query.js';

/**
 * Migrates a scratch database up, down and up again. What is marked irreversible stays, and all before it.
 * @param before sets that come first: the platform's, and those of required plugins
 * @returns what is wrong with the set; nothing when it could be reverted and applied again
 * @throws when a set before it fails, or the database cannot be reached
 */
export const rehearseMigrations = async (
  ownerUrl: string,
  before: readonly MigrationSet[],
  set: MigrationSet,
): Promise<readonly MigrationFault[]> => {
  const up = async (): Promise<readonly MigrationFault[]> => {
    const outcomes = await migrateDatabase(ownerUrl, [...before, set]);
    for (const { owner, error } of outcomes) {
      if (error && owner !== set.owner) throw error;
    }
    const cause = outcomes.find(({ owner }) => owner === set.owner)?.error?.cause;
    if (cause instanceof MigrationFaultsError) return cause.faults;
    return cause instanceof Error ? [failure('cannot be applied', cause)] : [];
  };

  const first = await up();
  if (first.length > 0) return first;
  const reverted = await down(ownerUrl, set);
  if (reverted.length > 0) return reverted;
  return (await up()).map(({ cause, cure }) => ({
    cause: `after 'down', ${cause}`,
    cure: `${cure}; 'down' must leave what was there before 'up'`,
  }));
};

const failure = (what: string, { message }: Error): MigrationFault => ({
  cause: `its migrations ${what}: ${message.split('\n')[0] ?? ''}`,
  cure: 'correct the statement',
});

/** Reverts what comes after the last irreversible migration. */
const down = async (ownerUrl: string, set: MigrationSet): Promise<readonly MigrationFault[]> => {
  const kept = set.list.findLastIndex(({ irreversible }) => irreversible !== undefined) + 1;
  const reversible = set.list.slice(kept);
  if (reversible.length === 0) return [];
  const orm = await openForMigrating(ownerUrl);
  try {
    await migratorOf(orm, set).down({ migrations: reversible.map(({ name }) => name) });
    if (kept > 0) return [];
    const run: RunQuery = (text) => orm.em.getConnection().execute(text);
    const left = (await readCatalog(run)).filter(
      ({ schema, kind, name }) =>
        schema === set.schema &&
        kind !== 'schema' &&
        !/^migrations(_|$)|of .*\bmigrations$/.test(name),
    );
    return left.length === 0
      ? []
      : [
          {
            cause: `its migrations leave behind, after 'down': ${left
              .map(
                ({ kind, schema, name }) =>
                  `${kind} ${name.startsWith(schema) ? name : `${schema}.${name}`}`,
              )
              .join(', ')}`,
            cure: `drop in 'down' what 'up' creates`,
          },
        ];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [failure('cannot be reverted', error)];
  } finally {
    await orm.close();
  }
};
