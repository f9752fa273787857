import pg from 'pg';
import type { RunQuery } from './conformance/run-query.js';

/**
 * Which migrations are applied in each schema, in two statements whatever the number of schemas: a host with many plugins of
 * which none changed starts as fast as one with few.
 * @returns nothing for a schema that was never migrated
 */
export const appliedMigrations = async (
  run: RunQuery,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const tables = await run<{ schema: string }>(
    `select schemaname as schema from pg_tables where tablename = 'migrations'`,
  );
  const migrated = schemas.filter((name) => tables.some(({ schema }) => schema === name));
  if (migrated.length === 0) return new Map();
  const rows = await run<{ schema: string; name: string }>(
    migrated
      .map(
        (schema) =>
          `select ${pg.escapeLiteral(schema)} as schema, name from ${pg.escapeIdentifier(schema)}.migrations`,
      )
      .join(' union all '),
  );
  return new Map(
    migrated.map((schema) => [
      schema,
      new Set(rows.filter((row) => row.schema === schema).map(({ name }) => name)),
    ]),
  );
};
