import type { FanOutTransaction } from '@promenade/core';
import { injectable } from 'inversify';
import type { DayKey } from './day-store.js';

/** One slice of one dispatch day of an event. */
export interface SliceKey extends DayKey {
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

/** A chunk with the slice that it is of. */
export interface ChunkOfDay extends Chunk {
  readonly slice: number;
}

/** Which chunks of a slice are delivered; a row commits with the chunk's messages. */
@injectable()
export class ChunkLedger {
  /**
   * Claims chunks of a day for this transaction.
   * @param version of the event that the chunks are of
   * @returns how many it got: none while the day is paused or cancelled, or when the event is of another version by now, and none
   * that another dispatcher has delivered
   */
  claim(
    tx: FanOutTransaction,
    { eventId, dispatchDate }: DayKey,
    version: number,
    chunks: readonly ChunkOfDay[],
  ): Promise<number> {
    return tx.insert(
      `insert into dispatch.chunk
         (event_id, dispatch_date, slice, chunk, last_user_id, recipients, is_last)
       select $1, $2, chunk.* from unnest($4::integer[], $5::integer[], $6::uuid[], $7::integer[], $8::boolean[]) as chunk
       where dispatch.goes_on($1::uuid, $2::date, $3::integer)
       on conflict do nothing`,
      [
        eventId,
        dispatchDate,
        version,
        chunks.map(({ slice }) => slice),
        chunks.map(({ number }) => number),
        chunks.map(({ last }) => last ?? null),
        chunks.map(({ recipients }) => recipients),
        chunks.map(({ isLast }) => isLast),
      ],
    );
  }
}
