import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

/** How many customers came to the merchant. */
@injectable()
export class CustomerCountStore {
  async add(tx: Transaction, more: number): Promise<void> {
    await sql`
      insert into sample_plugin.customer_count as known (merchant_id, customers)
      values (${tx.merchantId}, ${more})
      on conflict (merchant_id) do update set customers = known.customers + excluded.customers
    `.execute(tx.sql);
  }

  async get(tx: Transaction): Promise<number> {
    const { rows } = await sql<{ customers: number }>`
      select customers from sample_plugin.customer_count where merchant_id = ${tx.merchantId}
    `.execute(tx.sql);
    return rows[0]?.customers ?? 0;
  }
}
