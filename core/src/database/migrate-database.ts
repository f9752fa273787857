import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { MigrationClass } from './migration-list.js';
import { openSchema } from './row-level-security.js';

export interface MigrationSet {
  /** Whose migrations these are, for reports. */
  readonly owner: string;
  readonly schema: string;
  readonly list: readonly MigrationClass[];
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
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 2 },
  });
  try {
    await lock.query(`select pg_advisory_lock(hashtext('promenade.migrate'))`);
    const outcomes: MigrationOutcome[] = [];
    for (const set of sets) {
      outcomes.push(await applySet(orm, lock, set));
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
  { owner, schema, list }: MigrationSet,
): Promise<MigrationOutcome> => {
  try {
    const name = pg.escapeIdentifier(schema);
    await connection.query(`create schema if not exists ${name}`);
    for (const statement of openSchema(name)) await connection.query(statement);
    orm.config.set('migrations', {
      ...orm.config.get('migrations'),
      migrationsList: list.map((migration) => ({ name: migration.name, class: migration })),
      tableName: `${schema}.migrations`,
      snapshot: false,
      silent: true,
    });
    const applied = await new Migrator(orm.em).up();
    return { owner, applied: applied.map(({ name: migration }) => migration) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      owner,
      applied: [],
      error: new Error(`migrations of '${owner}' failed: ${reason}`, { cause }),
    };
  }
};
