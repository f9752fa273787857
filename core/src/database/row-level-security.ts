import { databaseRoles } from './database-roles.js';

// After a transaction-local setting ends, a pooled session holds the empty string, not null.
const currentMerchant = `nullif(current_setting('app.merchant_id', true), '')::uuid`;

/**
 * Statements that let the application role see and write a table's rows of the current merchant only.
 * Every table with a `merchant_id` needs them, the owner included (`force`).
 */
export const isolateMerchants = (table: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy merchant_isolation on ${table} to ${databaseRoles.application}
     using (merchant_id = ${currentMerchant}) with check (merchant_id = ${currentMerchant})`,
  `grant select, insert, update, delete on ${table} to ${databaseRoles.application}`,
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
  `grant usage on schema ${schema} to ${databaseRoles.application}, ${databaseRoles.relay}`,
];
