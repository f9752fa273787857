import { databaseRoles } from './database-roles.js';

// After a transaction-local setting ends, a pooled session holds the empty string, not null.
/** The merchant of the transaction, in SQL; null when it has none. */
export const currentMerchant = `nullif(current_setting('app.merchant_id', true), '')::uuid`;

/**
 * Statements that let the application role see and write a table's rows of the current merchant only.
 * Every table with a `merchant_id` needs them.
 *
 * With `force` they hold for the owner too, whom no policy names: a later migration that reads or changes rows finds none,
 * and no error, even with `app.merchant_id` set. So a data migration lifts force for the time of its transaction
 * (`alter table … no force row level security`, and `force` at its end), or gives the owner a policy for that time and
 * sets `app.merchant_id` merchant by merchant.
 */
export const isolateMerchants = (table: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy merchant_isolation on ${table} to ${databaseRoles.application}
     using (merchant_id = ${currentMerchant}) with check (merchant_id = ${currentMerchant})`,
  `grant select, insert, update, delete on ${table} to ${databaseRoles.application}`,
];

/**
 * Statements that cut a table which is `partition by hash` into partitions. A partition gets no policy and no grant, so that
 * its rows are reached through the table only, which `isolateMerchants` guards.
 * @param table with its schema; the partitions are named after it, with the suffixes `_0` to `_<count - 1>`
 * @param count at least 1; it cannot be changed later without moving rows
 */
export const hashPartitions = (table: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_none, remainder) => {
    const partition = `${table}_${remainder}`;
    return [
      `create table ${partition} partition of ${table}
         for values with (modulus ${count}, remainder ${remainder})`,
      `alter table ${partition} enable row level security`,
      `alter table ${partition} force row level security`,
    ];
  }).flat();

/** What a column `merchant_id` that the fan-out role fills must have as its default. */
export const merchantOfTransaction = `default ${currentMerchant}`;

/**
 * Statements that let the fan-out role insert. `merchant_id` is none of the columns and has the default
 * `merchantOfTransaction`: so a row is of the merchant that the transaction is of, though the role bypasses row-level security.
 */
export const insertByFanOut = (table: string, columns: readonly string[]): readonly string[] => [
  `grant insert (${columns.join(', ')}) on ${table} to ${databaseRoles.fanOut}`,
];

/** Statements that let the relay role read the named columns of every merchant's rows. */
export const readAcrossMerchants = (
  table: string,
  columns: readonly string[],
): readonly string[] => [
  `create policy relay_reads on ${table} for select to ${databaseRoles.relay} using (true)`,
  `grant select (${columns.join(', ')}) on ${table} to ${databaseRoles.relay}`,
];

/** Statements that make a plugin's schema usable by the application and the relay role. */
export const openSchema = (schema: string): readonly string[] => [
  `grant usage on schema ${schema} to ${databaseRoles.application}, ${databaseRoles.relay}, ${databaseRoles.fanOut}`,
];
