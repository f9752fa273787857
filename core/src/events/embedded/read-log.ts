import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { ReadOptions, RecordPage, StoredRecord, TopicSize } from '../event-bus.js';

interface LogRow {
  aggregateid: string;
  payload: Buffer;
  headers: Record<string, string>;
  position: string;
  created_at: Date;
}

const recordOf = (topic: string, row: LogRow): StoredRecord => ({
  topic,
  key: row.aggregateid,
  headers: row.headers,
  value: row.payload,
  position: row.position,
  partition: 0,
  time: row.created_at,
});

const isPosition = (text: string): boolean => /^\d{1,18}$/.test(text);

/** How many records of a topic lie behind what a group has reached. */
export const logLag = async (database: Database, group: string, topic: string): Promise<number> => {
  const { rows } = await sql<{ records: number }>`
    select count(*)::int as records from promenade.outbox
    where aggregatetype = ${topic} and position > coalesce((
      select position from promenade.consumer_offset where consumer_group = ${group} and topic = ${topic}), 0)
  `.execute(database.acrossMerchants());
  return rows[0]?.records ?? 0;
};

/** Names of the topics of the log, found by leaps through the index: the log is long, and topics are few. */
const namesOfTopics = sql`
  with recursive name (topic) as (
    (select aggregatetype from promenade.outbox where position is not null order by aggregatetype limit 1)
    union all
    select (select aggregatetype from promenade.outbox
      where position is not null and aggregatetype > name.topic order by aggregatetype limit 1)
    from name where name.topic is not null
  )`;

export const logTopicNames = async (db: Kysely<unknown>): Promise<readonly string[]> => {
  const { rows } = await sql<{ topic: string }>`
    ${namesOfTopics} select topic from name where topic is not null`.execute(db);
  return rows.map(({ topic }) => topic);
};

/** The topics of the log. */
export const logTopics = async (
  database: Database,
  suffix: string,
): Promise<readonly TopicSize[]> => {
  const { rows } = await sql<TopicSize>`
    ${namesOfTopics}
    select topic, (select count(*)::int from promenade.outbox
      where aggregatetype = topic and position is not null) as records
    from name where topic is not null and right(topic, ${suffix.length}) = ${suffix}
    order by topic collate "C"`.execute(database.acrossMerchants());
  return rows;
};

/** One page of a topic of the log. */
export const readLog = async (
  database: Database,
  { topic, order, limit, from }: ReadOptions,
): Promise<RecordPage> => {
  const bound = from?.['0'];
  const isDescending = order === 'newest';
  const direction = isDescending ? sql`desc` : sql`asc`;
  const behind =
    bound === undefined
      ? sql``
      : isDescending
        ? sql`and position < ${bound}`
        : sql`and position > ${bound}`;
  const { rows } = await sql<LogRow>`
    select aggregateid, payload, headers, position, created_at from promenade.outbox
    where aggregatetype = ${topic} and position is not null ${behind}
    order by position ${direction} limit ${limit + 1}`.execute(database.acrossMerchants());
  const records = rows.slice(0, limit).map((row) => recordOf(topic, row));
  return {
    records,
    after: records.map(({ position }) => ({ '0': position })),
    more: rows.length > limit,
  };
};

/** The record at a position of the log, if it is one of the topic. */
export const readLogRecord = async (
  database: Database,
  topic: string,
  position: string,
): Promise<StoredRecord | undefined> => {
  if (!isPosition(position)) return undefined;
  const { rows } = await sql<LogRow>`
    select aggregateid, payload, headers, position, created_at from promenade.outbox
    where position = ${position} and aggregatetype = ${topic}`.execute(database.acrossMerchants());
  return rows[0] && recordOf(topic, rows[0]);
};
