import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { appliedMigrations } from './applied-migrations.js';
import { applyMigrations, openForMigrating } from './apply-migrations.js';
import { CatalogMemory } from './conformance/catalog-memory.js';
import { type MigrationFault, MigrationFaultsError } from './conformance/migration-faults-error.js';
import type { RunQuery } from './conformance/run-query.js';
import { tenancyFaults } from './conformance/tenancy-faults.js';
import type { MigrationClass } from './migration-list.js';
import { openSchema } from './row-level-security.js';

export interface MigrationSet {
  /** Whose migrations these are, for reports. */
  readonly owner: string;
  readonly schema: string;
  readonly list: readonly MigrationClass[];
  /** Of the platform itself, which may touch what it likes. */
  readonly isPlatform?: boolean;
}

export interface MigrationOutcome {
  readonly owner: string;
  readonly applied: readonly string[];
  /** Why the set could not be applied; the sets after it are still tried. */
  readonly error?: Error;
}

/**
 * Applies the pending migrations of every set in order, each set in its own schema with its own migration table,
 * under one advisory lock, so that hosts that start together do not migrate twice.
 * @returns one outcome per set, also for sets that failed
 * @throws when the database cannot be reached
 */
export const migrateDatabase = async (
  ownerUrl: string,
  sets: readonly MigrationSet[],
): Promise<readonly MigrationOutcome[]> => {
  const lock = new pg.Client({ connectionString: ownerUrl });
  // The query in hand rejects too; without a listener the event would end the process.
  lock.on('error', () => undefined);
  await lock.connect();
  const orm = await openForMigrating(ownerUrl);
  try {
    await lock.query(`select pg_advisory_lock(hashtext('promenade.migrate'))`);
    const run: RunQuery = async <Row extends object>(text: string) =>
      (await lock.query(text)).rows as Row[];
    const known = await appliedMigrations(
      run,
      sets.map(({ schema }) => schema),
    );
    const isDone = ({ schema, list }: MigrationSet): boolean =>
      list.every(({ name }) => known.get(schema)?.has(name) ?? false) && known.has(schema);
    const outcomes: MigrationOutcome[] = [];
    // What was applied earlier is looked at again: a data migration may have lifted what it should have put back.
    const drifted = await tenancyFaults(
      run,
      sets.filter((set) => !set.isPlatform && isDone(set)).map(({ schema }) => schema),
    );
    const outside = new CatalogMemory(run);
    for (const set of sets) {
      outcomes.push(
        isDone(set)
          ? outcomeOf(set.owner, drifted.get(set.schema) ?? [])
          : await applySet(orm, lock, set, outside),
      );
    }
    return outcomes;
  } finally {
    await orm.close();
    await lock.end();
  }
};

const applySet = async (
  orm: MikroORM,
  connection: pg.Client,
  set: MigrationSet,
  outside: CatalogMemory,
): Promise<MigrationOutcome> => {
  try {
    const name = pg.escapeIdentifier(set.schema);
    // In one message: one commit.
    const opening = [`create schema if not exists ${name}`, ...openSchema(name)];
    await connection.query(opening.join(';\n'));
    return { owner: set.owner, applied: await applyMigrations(orm, set, outside) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      owner: set.owner,
      applied: [],
      error: new Error(`migrations of '${set.owner}' failed: ${reason}`, { cause }),
    };
  }
};

const outcomeOf = (owner: string, faults: readonly MigrationFault[]): MigrationOutcome => {
  if (faults.length === 0) return { owner, applied: [] };
  const cause = new MigrationFaultsError(faults);
  const error = new Error(`the tables of '${owner}' are not safe: ${cause.message}`, { cause });
  return { owner, applied: [], error };
};
