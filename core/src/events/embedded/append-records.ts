import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../database/database.js';
import { noMerchant } from '../../database/no-merchant.js';
import type { OutgoingRecord } from '../event-bus.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A record that names no merchant (one that cannot be read, say) belongs to nobody. */
const merchantOf = ({ headers }: OutgoingRecord): string =>
  uuid.test(headers.ce_merchantid ?? '') ? (headers.ce_merchantid ?? noMerchant) : noMerchant;

/** Writes records with their final bytes and headers into the log, each merchant's in a transaction of its own. */
export const appendRecords = async (
  database: Database,
  records: readonly OutgoingRecord[],
): Promise<void> => {
  for (const [merchantId, ofMerchant] of Map.groupBy(records, merchantOf)) {
    await database.transaction(merchantId, (tx) =>
      sql`
        insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id, partition)
        select id, topic, key, type, payload, headers, ${merchantId}, partition from unnest(
          ${ofMerchant.map(() => uuidv7())}::uuid[],
          ${ofMerchant.map(({ topic }) => topic)}::text[],
          ${ofMerchant.map(({ key }) => key)}::text[],
          ${ofMerchant.map(({ headers, topic }) => headers.ce_type ?? topic)}::text[],
          ${ofMerchant.map(({ value }) => value)}::bytea[],
          ${ofMerchant.map(({ headers }) => JSON.stringify(headers))}::jsonb[],
          ${ofMerchant.map(({ partition }) => partition ?? null)}::int[])
          with ordinality as row (id, topic, key, type, payload, headers, partition, place)
        order by place
      `.execute(tx.sql),
    );
  }
};
