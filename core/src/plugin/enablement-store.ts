import { sql } from 'kysely';
import type { Transaction } from '../database/transaction.js';

/** Writes a merchant's switch; the change reaches every host by NOTIFY. */
export const switchPlugin = async (
  tx: Transaction,
  change: { readonly pluginId: string; readonly enabled: boolean; readonly by: string },
): Promise<void> => {
  await sql`
    insert into promenade.plugin_enablement (merchant_id, plugin_id, enabled, updated_by)
    values (${tx.merchantId}, ${change.pluginId}, ${change.enabled}, ${change.by})
    on conflict (merchant_id, plugin_id)
    do update set enabled = excluded.enabled, updated_by = excluded.updated_by, updated_at = now()
  `.execute(tx.sql);
};
