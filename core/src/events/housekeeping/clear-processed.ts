import { type Kysely, sql } from 'kysely';

/** @returns how many notes of processed events were removed, `rows` at most */
export const clearProcessed = async (
  db: Kysely<unknown>,
  { days, rows: limit }: { readonly days: number; readonly rows: number },
): Promise<number> => {
  const { rows } = await sql<{ removed: number }>`
    with old as materialized (
      select merchant_id, consumer_group, event_id from promenade.processed_events
      where created_at < now() - make_interval(days => ${days}) order by created_at limit ${limit}
    ),
    removed as (
      delete from promenade.processed_events p using old
      where (p.merchant_id, p.consumer_group, p.event_id) = (old.merchant_id, old.consumer_group, old.event_id)
      returning 1
    )
    select count(*)::int as removed from removed`.execute(db);
  return rows[0]?.removed ?? 0;
};

/** @returns how many notes of what became of dead letters were removed, `rows` at most */
export const clearDeadLetterStates = async (
  db: Kysely<unknown>,
  { days, rows: limit }: { readonly days: number; readonly rows: number },
): Promise<number> => {
  const { rows } = await sql<{ removed: number }>`
    with old as materialized (
      select merchant_id, topic, position, written_at from promenade.dead_letter_state
      where written_at < now() - make_interval(days => ${days}) order by written_at limit ${limit}
    ),
    removed as (
      delete from promenade.dead_letter_state d using old
      where (d.merchant_id, d.topic, d.position, d.written_at)
        = (old.merchant_id, old.topic, old.position, old.written_at)
      returning 1
    )
    select count(*)::int as removed from removed`.execute(db);
  return rows[0]?.removed ?? 0;
};
