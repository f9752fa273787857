import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { AudiencePosition } from './audience-store.js';

/** One slice of one dispatch day of an event. */
export interface SliceKey {
  readonly eventId: string;
  readonly dispatchDate: string;
  readonly slice: number;
}

export interface Chunk {
  readonly number: number;
  /** The last member in it; undefined for an empty one. */
  readonly last: AudiencePosition | undefined;
  readonly recipients: number;
  /** Nothing of the slice comes after it. */
  readonly isLast: boolean;
}

/** Which chunks of a slice are delivered; a row commits with the chunk's messages. */
@injectable()
export class ChunkLedger {
  async latest(tx: Transaction, key: SliceKey): Promise<Chunk | undefined> {
    const { rows } = await sql<{
      chunk: number;
      last_bucket: number | null;
      last_user_id: string | null;
      recipients: number;
      is_last: boolean;
    }>`
      select chunk, last_bucket, last_user_id, recipients, is_last from dispatch.chunk
      where merchant_id = ${tx.merchantId} and event_id = ${key.eventId}
        and dispatch_date = ${key.dispatchDate} and slice = ${key.slice}
      order by chunk desc limit 1`.execute(tx.sql);
    const [row] = rows;
    return (
      row && {
        number: row.chunk,
        last:
          row.last_bucket === null || row.last_user_id === null
            ? undefined
            : { bucket: row.last_bucket, userId: row.last_user_id },
        recipients: row.recipients,
        isLast: row.is_last,
      }
    );
  }

  /** Claims a chunk for this transaction. @returns false when another dispatcher has delivered it. */
  async claim(tx: Transaction, key: SliceKey, chunk: Chunk): Promise<boolean> {
    const { rows } = await sql`
      insert into dispatch.chunk
        (merchant_id, event_id, dispatch_date, slice, chunk, last_bucket, last_user_id, recipients, is_last)
      values (${tx.merchantId}, ${key.eventId}, ${key.dispatchDate}, ${key.slice}, ${chunk.number},
        ${chunk.last?.bucket ?? null}, ${chunk.last?.userId ?? null}, ${chunk.recipients}, ${chunk.isLast})
      on conflict do nothing returning chunk`.execute(tx.sql);
    return rows.length > 0;
  }
}
