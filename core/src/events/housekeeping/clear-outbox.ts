import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type ClearedStretch, stretchOf } from './clear-log.js';

interface Stretch {
  /** Rows behind this sequence number are looked at. */
  readonly after: string;
  readonly hours: number;
  /** Rows that are looked at, at most. */
  readonly rows: number;
}

/** Removes what the forwarder has given to the broker and what is old enough, one stretch in the order of writing. */
export const clearForwarded = (db: Kysely<unknown>, stretch: Stretch): Promise<ClearedStretch> =>
  clear(db, stretch, sql`position <= (select position from promenade.relay_position)`);

/**
 * Removes what change data capture has read, one stretch in the order of writing. What was read is not in the rows: the
 * caller makes sure that the slot is there and keeps all that was written since.
 */
export const clearCaptured = (db: Kysely<unknown>, stretch: Stretch): Promise<ClearedStretch> =>
  clear(db, stretch, sql`true`);

/**
 * Whether a logical slot of this database is being read and has lost nothing. Without one nothing may go: rows that were
 * never read are all that a new slot's snapshot can begin with.
 */
export const slotIsRead = async (db: Kysely<unknown>): Promise<boolean> => {
  const { rows } = await sql<{ read: boolean }>`
    select coalesce(bool_or(active and wal_status in ('reserved', 'extended')), false) as read
    from pg_replication_slots where slot_type = 'logical' and database = current_database()`.execute(
    db,
  );
  return rows[0]?.read === true;
};

/** Ends at a stretch that holds a row which must stay: the rows behind it are younger still. */
const clear = async (
  db: Kysely<unknown>,
  { after, hours, rows: limit }: Stretch,
  isRead: RawBuilder<unknown>,
): Promise<ClearedStretch> => {
  const { rows } = await sql<{ removed: number; reached: string | null; goes_on: boolean | null }>`
    with stretch as materialized (
      select sequence, created_at < now() - make_interval(hours => ${hours}) as old, coalesce(${isRead}, false) as read
      from promenade.outbox where sequence > ${after} order by sequence limit ${limit}
    ),
    removed as (
      delete from promenade.outbox o using stretch s
      where o.sequence = s.sequence and s.old and s.read returning 1
    )
    select (select count(*)::int from removed) as removed, max(sequence)::text as reached,
      bool_and(old and read) and count(*) = ${limit} as goes_on
    from stretch`.execute(db);
  return stretchOf(rows[0]);
};
