import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/database.js';
import type { EventRecord } from './event-bus.js';

const noMerchant = '00000000-0000-0000-0000-000000000000';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dlq`;

/** Sets a record aside with its bytes untouched, its origin and the cause in headers. */
export const writeDeadLetter = async (
  database: Database,
  record: EventRecord,
  group: string,
  cause: Error,
  attempts: number,
): Promise<void> => {
  const claimed = record.headers.ce_merchantid ?? '';
  const merchantId = uuid.test(claimed) ? claimed : noMerchant;
  const headers = {
    ...record.headers,
    dlq_topic: record.topic,
    dlq_group: group,
    dlq_position: record.position,
    dlq_attempts: String(attempts),
    dlq_error: cause.name,
    dlq_message: cause.message.slice(0, 2000),
    dlq_time: new Date().toISOString(),
  };
  await database.transaction(merchantId, (tx) =>
    sql`
      insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
      values (${uuidv7()}, ${deadLetterTopic(record.topic, group)}, ${record.key},
        ${record.headers.ce_type ?? record.topic}, ${record.value}, ${JSON.stringify(headers)}, ${merchantId})
    `.execute(tx.sql),
  );
};
