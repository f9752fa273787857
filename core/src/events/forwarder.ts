import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { BatchLoop } from './batch-loop.js';
import type { EventBus, OutgoingRecord } from './event-bus.js';

const batchSize = 1_000;

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
 * holds the row of the position reached. After a crash what went out last goes out again, in the same order: nobody waits
 * for the disk to have the position.
 */
export class Forwarder {
  private readonly loop: BatchLoop;

  constructor(
    private readonly database: Database,
    listener: Listener,
    private readonly bus: EventBus,
    onError: (error: unknown) => void,
  ) {
    const run = async (): Promise<boolean> => (await this.forward()) === batchSize;
    const work = { channels: ['promenade_log'], run };
    this.loop = new BatchLoop(listener, work, onError);
  }

  start(): Promise<void> {
    return this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Publishes one batch. @returns how many records it was */
  async forward(): Promise<number> {
    return this.database
      .acrossMerchants()
      .transaction()
      .execute(async (tx) => {
        const reached = await sql<{ position: string }>`
          select position, set_config('synchronous_commit', 'off', true)
          from promenade.relay_position for update`.execute(tx);
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
}

const recordOf = (row: LogRow): OutgoingRecord => ({
  topic: row.aggregatetype,
  key: row.aggregateid,
  headers: row.headers,
  value: row.payload,
  ...(row.partition !== null && { partition: row.partition }),
});
