import type { Transaction } from '@promenade/core';
import { sql } from 'kysely';
import { customerSetting } from './migrations/isolate-customers.js';

/** From here on the transaction sees and writes what this customer has, and nothing of others. */
export const actForCustomer = async (tx: Transaction, userId: string): Promise<void> => {
  await sql`select set_config(${customerSetting}, ${userId}, true)`.execute(tx.sql);
};
