import { type Kysely, sql } from 'kysely';
import type { HousekeepingMetrics } from '../../observability/housekeeping-metrics.js';
import type { OutboxReader } from './kept-events.js';

const tables = ['outbox', 'processed_events', 'postponed_event', 'dead_letter_state'];

/** Sets the gauges. None of the statements reads more of a table than the end of an index. */
export const measureTables = async (
  db: Kysely<unknown>,
  metrics: HousekeepingMetrics,
  reader: OutboxReader,
): Promise<void> => {
  const sizes = await sql<{ name: string; bytes: string }>`
    select name, pg_total_relation_size(('promenade.' || name)::regclass)::text as bytes
    from unnest(${tables}::text[]) as name`.execute(db);
  for (const { name, bytes } of sizes.rows) metrics.tableBytes.set({ table: name }, Number(bytes));

  const oldest = await sql<{ seconds: number | null }>`
    select extract(epoch from now() - created_at)::float8 as seconds
    from promenade.outbox order by sequence limit 1`.execute(db);
  metrics.oldestSeconds.set(oldest.rows[0]?.seconds ?? 0);

  if (reader === 'forwarder') {
    const lag = await sql<{ records: string }>`
      select (log.last - relay.position
        + (select count(*) from promenade.outbox where position is null))::text as records
      from promenade.log_position log, promenade.relay_position relay`.execute(db);
    metrics.relayLag.set(Number(lag.rows[0]?.records ?? 0));
  }

  const slots = await sql<{ slot: string; bytes: string | null }>`
    select slot_name::text as slot, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::text as bytes
    from pg_replication_slots where slot_type = 'logical' and database = current_database()`.execute(
    db,
  );
  metrics.slotBytes.reset();
  for (const { slot, bytes } of slots.rows) metrics.slotBytes.set({ slot }, Number(bytes ?? 0));
};
