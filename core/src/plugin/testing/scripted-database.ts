import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Database } from '../../database/database.js';

/** Answers a statement with rows. */
export type Answer = (statement: string) => Promise<readonly object[]>;

/** The relay role's side of a database whose answers a test makes up. */
export const scriptedDatabase = (answer: Answer): Database => {
  const connection = {
    executeQuery: async ({ sql }: CompiledQuery) => ({ rows: [...(await answer(sql))] }),
  } as unknown as DatabaseConnection & { executeQuery(): Promise<QueryResult<never>> };
  class ScriptedDriver extends DummyDriver {
    override acquireConnection(): Promise<DatabaseConnection> {
      return Promise.resolve(connection);
    }
  }
  const relay = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ScriptedDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return { acrossMerchants: () => relay } as unknown as Database;
};
