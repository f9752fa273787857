import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener, Unlisten } from '../database/listener.js';
import { Wakeup } from './wakeup.js';

const batchSize = 5_000;
/** Looks for rows this often even when nobody notified, in milliseconds. */
const pollMilliseconds = 1_000;

/**
 * Stamps committed outbox rows with their position in the log. One sequencer works at a time per database, by a
 * lock within each batch's transaction, so another host's takes over at once when this one is gone.
 * A row id is no position: a lower id can commit later.
 */
export class Sequencer {
  private readonly wakeup = new Wakeup();
  private unlisten: Unlisten | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.listener.listen('promenade_outbox', () => this.wakeup.wake());
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.unlisten?.();
    this.stopping.abort();
    this.wakeup.wake();
    await this.running;
  }

  /** Stamps one batch. @returns how many rows it stamped. */
  async stamp(): Promise<number> {
    return this.database
      .acrossMerchants()
      .transaction()
      .execute(async (tx) => {
        // The lock is a statement of its own, so that the next one sees what the previous owner committed.
        await sql`select last from promenade.log_position for update`.execute(tx);
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

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const stamped = await this.stamp();
        if (stamped < batchSize) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        this.onError(error);
        await this.wakeup.wait(pollMilliseconds);
      }
    }
  }
}
