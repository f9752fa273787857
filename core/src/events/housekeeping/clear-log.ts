import { type Kysely, sql } from 'kysely';
import type { ConsumedTopic } from '../consumers-of.js';

/** What became of one stretch of the outbox. */
export interface ClearedStretch {
  /** Rows that were removed. */
  readonly removed: number;
  /** Where the next stretch begins; undefined when nothing behind this one is old enough. */
  readonly next: string | undefined;
}

/** A stretch of a topic of the log. */
export interface LogStretch {
  readonly topic: string;
  /** Records behind this position are looked at. */
  readonly after: string;
  /** The last position that may go. */
  readonly until: string;
  readonly hours: number;
  /** Whether the last record of each key stays. */
  readonly compacted: boolean;
  /** Rows that are looked at, at most. */
  readonly rows: number;
}

interface Row {
  removed: number;
  reached: string | null;
  goes_on: boolean | null;
}

/** @returns what the row of a stretch says */
export const stretchOf = (row: Row | undefined): ClearedStretch => ({
  removed: row?.removed ?? 0,
  next: row?.goes_on === true ? (row.reached ?? undefined) : undefined,
});

/**
 * How far every group that may still come for a topic has read it; undefined when none has to. A group of an installed plugin that
 * never read holds all of it. One that no installed plugin has holds the records that it has yet to read until it has not
 * moved for as long as records are kept.
 */
export const readByAll = async (
  db: Kysely<unknown>,
  topic: string,
  consumers: readonly ConsumedTopic[],
  hours: number,
): Promise<string | undefined> => {
  const groups = consumers.filter((one) => one.topic === topic).map(({ group }) => group);
  const { rows } = await sql<{ until: string | null }>`
    select min(coalesce(o.position, 0))::text as until
    from unnest(${groups}::text[]) as installed (name)
    full join (select * from promenade.consumer_offset where topic = ${topic}) o on o.consumer_group = installed.name
    where installed.name is not null or o.updated_at > now() - make_interval(hours => ${hours})`.execute(
    db,
  );
  return rows[0]?.until ?? undefined;
};

/**
 * Looks at one stretch of a topic in the order of its positions and removes what is old enough. Positions rise with time, so
 * the first record that is too young ends the work: no record behind it is looked at.
 */
export const clearLog = async (
  db: Kysely<unknown>,
  stretch: LogStretch,
): Promise<ClearedStretch> => {
  const { topic, after, until, hours, compacted, rows: limit } = stretch;
  const { rows } = await sql<Row>`
    with stretch as materialized (
      select sequence, position, aggregateid, created_at < now() - make_interval(hours => ${hours}) as old
      from promenade.outbox
      where aggregatetype = ${topic} and position > ${after} and position <= ${until}
      order by position limit ${limit}
    ),
    removed as (
      delete from promenade.outbox o using stretch s
      where o.sequence = s.sequence and s.old and (not ${compacted}::boolean or exists (
        select from promenade.outbox later
        where later.aggregatetype = ${topic} and later.aggregateid = s.aggregateid and later.position > s.position))
      returning 1
    )
    select (select count(*)::int from removed) as removed, max(position)::text as reached,
      bool_and(old) and count(*) = ${limit} as goes_on
    from stretch`.execute(db);
  return stretchOf(rows[0]);
};
