import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { BatchLoop } from './batch-loop.js';

const batchSize = 5_000;

/**
 * Stamps committed outbox rows with their position in the log. One sequencer works at a time per database, by a
 * lock within each batch's transaction, so another host's takes over at once when this one is gone.
 * A row id is no position: a lower id can commit later.
 */
export class Sequencer {
  private readonly loop: BatchLoop;

  constructor(
    private readonly database: Database,
    listener: Listener,
    onError: (error: unknown) => void,
  ) {
    const run = async (): Promise<boolean> => (await this.stamp()) === batchSize;
    const work = { channels: ['promenade_outbox'], run };
    this.loop = new BatchLoop(listener, work, onError);
  }

  start(): Promise<void> {
    return this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Stamps one batch. @returns how many rows it stamped. */
  async stamp(): Promise<number> {
    return this.database
      .acrossMerchants()
      .transaction()
      .execute(async (tx) => {
        // The lock is a statement of its own, so that the next one sees what the previous owner committed.
        // Nor need the log be on the disk for it: should a crash forget the stamp, it forgets all that followed from it.
        await sql`
          select last, set_config('synchronous_commit', 'off', true) from promenade.log_position for update`.execute(
          tx,
        );
        const { rows } = await sql<{ stamped: number }>`
          with batch as (
            select sequence, row_number() over (order by sequence) as place
            from promenade.outbox where position is null order by sequence limit ${batchSize}
          ),
          stamped as (
            update promenade.outbox o set position = log.last + batch.place
            from batch, promenade.log_position log where o.sequence = batch.sequence
            returning 1
          ),
          counted as (select count(*)::int as stamped from stamped)
          update promenade.log_position set last = last + counted.stamped
          from counted where counted.stamped > 0
          returning counted.stamped`.execute(tx);
        const stamped = rows[0]?.stamped ?? 0;
        if (stamped > 0) await sql`notify promenade_log`.execute(tx);
        return stamped;
      });
  }
}
