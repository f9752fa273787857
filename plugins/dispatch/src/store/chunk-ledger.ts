import type { FanOutTransaction, Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

/** One slice of one dispatch day of an event. */
export interface SliceKey {
  readonly eventId: string;
  readonly dispatchDate: string;
  readonly slice: number;
}

export interface Chunk {
  readonly number: number;
  /** The last customer in it; undefined for an empty one. */
  readonly last: string | undefined;
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
      last_user_id: string | null;
      recipients: number;
      is_last: boolean;
    }>`
      select chunk, last_user_id, recipients, is_last from dispatch.chunk
      where merchant_id = ${tx.merchantId} and event_id = ${key.eventId}
        and dispatch_date = ${key.dispatchDate} and slice = ${key.slice}
      order by chunk desc limit 1`.execute(tx.sql);
    const [row] = rows;
    return (
      row && {
        number: row.chunk,
        last: row.last_user_id ?? undefined,
        recipients: row.recipients,
        isLast: row.is_last,
      }
    );
  }

  /** Claims a chunk for this transaction. @returns false when another dispatcher has delivered it. */
  async claim(tx: FanOutTransaction, key: SliceKey, chunk: Chunk): Promise<boolean> {
    const claimed = await tx.insert(
      `insert into dispatch.chunk
         (event_id, dispatch_date, slice, chunk, last_user_id, recipients, is_last)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing`,
      [
        key.eventId,
        key.dispatchDate,
        key.slice,
        chunk.number,
        chunk.last ?? null,
        chunk.recipients,
        chunk.isLast,
      ],
    );
    return claimed > 0;
  }
}
