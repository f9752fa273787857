import type { MigrationClass } from '../migration-list.js';

/** Stands where the database would be. */
const nothing = new Proxy(
  {},
  {
    get: (): never => {
      throw new Error('there is no database here');
    },
  },
);

/**
 * The statements that a migration gives to `addSql`, without a database. A migration that asks the database before is read as
 * far as it comes; what it does then is seen where it runs.
 */
export const statementsOf = async (migration: MigrationClass): Promise<readonly string[]> => {
  const instance = new migration(nothing as never, nothing as never);
  try {
    await instance.up();
  } catch {
    // It wants a database: what it has said so far is what there is to read.
  }
  return instance.getQueries().flatMap((query) => {
    if (typeof query === 'string') return [query];
    return 'sql' in query && typeof query.sql === 'string' ? [query.sql] : [];
  });
};
