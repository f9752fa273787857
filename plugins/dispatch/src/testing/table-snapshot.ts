import { queryAs, type TestHost } from '@promenade/core/testing';

/** Rows as text, sorted, by table. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

/** What depends on the clock, on chance, or on the merchant, and not on the events. */
const passing = [
  'merchant_id',
  'created_at',
  'updated_at',
  'opened_at',
  'arrived_at',
  'assigned_at',
  'assigned_by',
  'state_since',
  'content_version',
  'written_by',
];

/** Every row of a merchant in every table of every plugin, with the transaction that wrote it. */
export const exactSnapshot = (host: TestHost, merchantId: string): Promise<Snapshot> =>
  snapshot(host, merchantId, `row_of.xmin::text || ' ' || row_of::text`);

/**
 * What the tables of all plugins say of a merchant, but for what comes from the clock. Rows that say the same are one: content
 * is kept once for each version that was delivered of it.
 */
export const meaningSnapshot = (host: TestHost, merchantId: string): Promise<Snapshot> =>
  snapshot(host, merchantId, `(to_jsonb(row_of) - '{${passing.join(',')}}'::text[])::text`);

const snapshot = async (host: TestHost, merchantId: string, shown: string): Promise<Snapshot> => {
  const url = host.urls.application;
  const tables = await queryAs<{ name: string }>(
    url,
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('information_schema', 'pg_catalog', 'promenade')
       and exists (select from information_schema.columns c where c.column_name = 'merchant_id'
         and (c.table_schema, c.table_name) = (tables.table_schema, tables.table_name))
     order by 1`,
  );
  const found: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await queryAs<{ shown: string }>(
      url,
      `select distinct ${shown} as shown from ${name} row_of order by 1`,
      [],
      merchantId,
    );
    found[name] = rows.map((row) => row.shown);
  }
  return found;
};
