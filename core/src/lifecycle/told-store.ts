import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../database/transaction.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { withRequired } from '../plugin/with-required.js';
import type { Untold } from './telling-order.js';
import type { ToldPlugin } from './told-plugin.js';

export interface UntoldMerchant {
  readonly merchantId: string;
  readonly untold: readonly Untold[];
}

/** What can be switched and makes a plugin go off with it: one row for a plugin and each that it requires. */
const relation = (
  plugins: readonly ToldPlugin[],
  all: readonly PluginSpec[],
): RawBuilder<unknown> => {
  const installed = new Map(all.map((spec) => [spec.id, spec]));
  const rows = plugins.flatMap(({ spec }) =>
    withRequired(spec, installed).map((switched) => ({
      plugin: spec.id,
      // What is always on counts whatever is stored of it.
      switched: switched.enablement === 'always' ? null : switched.id,
      byDefault: switched.enablement !== 'opt-in',
    })),
  );
  return sql`
    unnest(${rows.map(({ plugin }) => plugin)}::text[], ${rows.map(({ switched }) => switched)}::text[],
      ${rows.map(({ byDefault }) => byDefault)}::boolean[])
    as need (plugin_id, switched_id, by_default)`;
};

/**
 * Merchants of whom a plugin has yet to be told, in the order of their ids.
 * @param after the last merchant of the page before
 */
export const untoldMerchants = async (
  db: Kysely<unknown>,
  plugins: readonly ToldPlugin[],
  all: readonly PluginSpec[],
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly UntoldMerchant[]> => {
  const { rows } = await sql<{ merchant_id: string; plugins: string[]; enabled: boolean[] }>`
    with state as (
      select merchant.merchant_id, need.plugin_id,
        bool_and(coalesce(switch.enabled, need.by_default)) as enabled
      from promenade.merchant
      cross join ${relation(plugins, all)}
      left join promenade.plugin_enablement switch
        on switch.merchant_id = merchant.merchant_id and switch.plugin_id = need.switched_id
      where ${after ?? null}::uuid is null or merchant.merchant_id > ${after ?? null}::uuid
      group by merchant.merchant_id, need.plugin_id
    )
    select state.merchant_id, array_agg(state.plugin_id) as plugins,
      array_agg(state.enabled) as enabled
    from state left join promenade.plugin_told told using (merchant_id, plugin_id)
    where state.enabled <> coalesce(told.enabled, false)
    group by state.merchant_id order by state.merchant_id limit ${limit}`.execute(db);
  return rows.map(({ merchant_id, plugins: ids, enabled }) => ({
    merchantId: merchant_id,
    untold: ids.map((pluginId, index) => ({ pluginId, enabled: enabled[index] === true })),
  }));
};

/** Changes whenever there may be something to tell: switches and merchants are only ever added. */
export const switchesMark = async (db: Kysely<unknown>): Promise<string> => {
  const { rows } = await sql<{ mark: string }>`
    select (select version from promenade.enablement_version) || '/'
      || (select count(*) from promenade.merchant) as mark`.execute(db);
  return rows[0]?.mark ?? '';
};

/**
 * Writes down what a plugin is told, in the transaction in which it is told.
 * @returns false when it was told that already; whoever tells it at the same moment is waited for
 */
export const recordTold = async (
  tx: Transaction,
  { pluginId, enabled }: Untold,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into promenade.plugin_told as told (merchant_id, plugin_id, enabled)
    values (${tx.merchantId}, ${pluginId}, ${enabled})
    on conflict (merchant_id, plugin_id)
    do update set enabled = excluded.enabled, told_at = now() where told.enabled <> excluded.enabled
    returning 1`.execute(tx.sql);
  return rows.length > 0;
};
