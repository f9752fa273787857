import { sql } from 'kysely';
import { noMerchant } from './no-merchant.js';
import type { Transaction } from './transaction.js';

type InTransaction = (
  merchantId: string,
  work: (tx: Transaction) => Promise<void>,
) => Promise<void>;

/**
 * Writes down a merchant when this process first meets it, in a short transaction of its own: within the caller's, a second
 * one of the same merchant would wait for the first to end.
 */
export class KnownMerchants {
  private readonly known = new Set<string>();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(private readonly inTransaction: InTransaction) {}

  /**
   * @returns nothing to wait for when the merchant is known or none (`noMerchant`), else when it is known
   * @throws what the database throws; the merchant is then met anew the next time
   */
  meet(merchantId: string): Promise<void> | undefined {
    if (merchantId === noMerchant || this.known.has(merchantId)) return undefined;
    const underWay =
      this.writing.get(merchantId) ??
      this.write(merchantId).finally(() => this.writing.delete(merchantId));
    this.writing.set(merchantId, underWay);
    return underWay;
  }

  private async write(merchantId: string): Promise<void> {
    await this.inTransaction(merchantId, async (tx) => {
      await sql`insert into promenade.merchant (merchant_id) values (${merchantId})
        on conflict do nothing`.execute(tx.sql);
    });
    this.known.add(merchantId);
  }
}
