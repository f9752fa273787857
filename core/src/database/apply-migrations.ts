import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { CatalogMemory } from './conformance/catalog-memory.js';
import { foreignTouches, readUses } from './conformance/foreign-touches.js';
import { type MigrationFault, MigrationFaultsError } from './conformance/migration-faults-error.js';
import type { RunQuery } from './conformance/run-query.js';
import { tenancyFaults } from './conformance/tenancy-faults.js';
import type { MigrationSet } from './migrate-database.js';

/** Opens a database as its owner, who migrates. Whoever opens it closes it. */
export const openForMigrating = (ownerUrl: string): Promise<MikroORM> =>
  MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 2 },
  });

/** MikroORM's migrator for the migrations of one owner. */
export const migratorOf = (orm: MikroORM, { schema, list }: MigrationSet): Migrator => {
  orm.config.set('migrations', {
    ...orm.config.get('migrations'),
    migrationsList: list.map((migration) => ({ name: migration.name, class: migration })),
    tableName: `${schema}.migrations`,
    snapshot: false,
    silent: true,
  });
  return new Migrator(orm.em);
};

/**
 * Applies what is pending of a set in one transaction, which commits only if what it did is what a plugin may do: nothing
 * outside of its schema, and no table with `merchant_id` that merchants share. The platform's own set is not asked.
 * @param outside of a connection that is in no transaction
 * @returns the names of what was applied
 * @throws MigrationFaultsError, and what a statement throws; nothing of the set stays then
 */
export const applyMigrations = (
  orm: MikroORM,
  set: MigrationSet,
  outside: CatalogMemory,
): Promise<readonly string[]> => {
  const migrator = migratorOf(orm, set);
  return orm.em.fork().transactional(async (em) => {
    const transaction = em.getTransactionContext();
    const run: RunQuery = (text) => em.getConnection().execute(text, [], 'all', transaction);
    const before = set.isPlatform ? undefined : await readUses(run);
    const names = (await migrator.up({ transaction })).map(({ name }) => name);
    if (!before) return names;
    const faults: MigrationFault[] = [
      ...(await foreignTouches(run, set.schema, outside, before)),
      ...[...(await tenancyFaults(run, [set.schema])).values()].flat(),
    ];
    if (faults.length > 0) throw new MigrationFaultsError(faults);
    return names;
  });
};
