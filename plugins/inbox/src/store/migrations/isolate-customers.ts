/** The setting that says on whose behalf a transaction is. */
export const customerSetting = 'inbox.customer_id';

const currentCustomer = `nullif(current_setting('${customerSetting}', true), '')::uuid`;

/**
 * Statements that let a transaction on behalf of a customer see and write that customer's rows of a table only, besides what
 * `isolateMerchants` demands. Without one, as in housekeeping, all of the merchant's.
 */
export const isolateCustomers = (table: string): readonly string[] => [
  `create policy customer_isolation on ${table} as restrictive to promenade_app
     using (${currentCustomer} is null or user_id = ${currentCustomer})`,
];
