import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener, Unlisten } from '../database/listener.js';
import type { EventBus, OutgoingRecord } from './event-bus.js';
import { Wakeup } from './wakeup.js';

const batchSize = 1_000;
/** Looks for records this often even when nobody notified, in milliseconds. */
const pollMilliseconds = 1_000;

interface LogRow {
  position: string;
  aggregatetype: string;
  aggregateid: string;
  payload: Buffer;
  headers: Record<string, string>;
  partition: number | null;
}

/**
 * Copies the stamped outbox to the broker in the order of positions. One forwarder works at a time per database: each batch
 * holds the row of the position reached. After a crash the batch in hand goes out again, in the same order.
 */
export class Forwarder {
  private readonly wakeup = new Wakeup();
  private readonly stopping = new AbortController();
  private unlisten: Unlisten | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly bus: EventBus,
    private readonly onError: (error: unknown) => void,
  ) {}

  async start(): Promise<void> {
    this.unlisten = await this.listener.listen('promenade_log', () => this.wakeup.wake());
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.unlisten?.();
    this.stopping.abort();
    this.wakeup.wake();
    await this.running;
  }

  /** Publishes one batch. @returns how many records it was */
  async forward(): Promise<number> {
    return this.database
      .acrossMerchants()
      .transaction()
      .execute(async (tx) => {
        const reached = await sql<{ position: string }>`
          select position from promenade.relay_position for update`.execute(tx);
        const { rows } = await sql<LogRow>`
          select position, aggregatetype, aggregateid, payload, headers, partition from promenade.outbox
          where position > ${reached.rows[0]?.position ?? '0'} order by position limit ${batchSize}`.execute(
          tx,
        );
        const last = rows.at(-1);
        if (!last) return 0;
        await this.bus.publish(rows.map(recordOf));
        await sql`update promenade.relay_position set position = ${last.position}`.execute(tx);
        return rows.length;
      });
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const forwarded = await this.forward();
        if (forwarded < batchSize) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        this.onError(error);
        await this.wakeup.wait(pollMilliseconds);
      }
    }
  }
}

const recordOf = (row: LogRow): OutgoingRecord => ({
  topic: row.aggregatetype,
  key: row.aggregateid,
  headers: row.headers,
  value: row.payload,
  ...(row.partition !== null && { partition: row.partition }),
});
