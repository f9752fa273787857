import { Database } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { KeptState } from '../domain/day-state.js';
import type { Chunk, SliceKey } from './chunk-ledger.js';
import type { PublishedEvent } from './published-event-store.js';

/** All that decides what is to be done with a slice. */
export interface SliceStanding {
  /** The last chunk that was delivered. */
  readonly latest: Chunk | undefined;
  /** Undefined while the day has no row. */
  readonly day: SliceDay | undefined;
  /** Before the days that are kept: it is over for good, whatever is left of it. */
  readonly isOver: boolean;
  /** The event's window does not have the day, or not any more. */
  readonly isOutside: boolean;
  /** Undefined while the event has not arrived, and where the slice is delivered. */
  readonly event: PublishedEvent | undefined;
}

export interface SliceDay {
  readonly state: KeptState;
  readonly isOpen: boolean;
  /** It was opened a while ago and whom it is for was never counted: whoever meant to has stopped. */
  readonly isUncounted: boolean;
}

interface Row {
  chunk: number | null;
  last_user_id: string | null;
  recipients: number;
  is_last: boolean;
  state: KeptState | null;
  is_over: boolean;
  is_outside: boolean;
  is_open: boolean;
  is_uncounted: boolean;
  event: PublishedEvent | null;
}

/**
 * Reads how a slice stands in one round trip: most slices that come again need no more than that. As a function it is planned
 * once a connection.
 */
@injectable()
export class SliceStandings {
  constructor(private readonly database: Database) {}

  async of(merchantId: string, { eventId, dispatchDate, slice }: SliceKey): Promise<SliceStanding> {
    const rows = await this.database.statement(
      merchantId,
      sql<Row>`select * from dispatch.standing(${merchantId}, ${eventId}, ${dispatchDate}, ${slice})`,
    );
    const [row] = rows;
    if (!row) throw new Error('dispatch.standing gave no row, and it gives one of each slice');
    return {
      latest:
        row.chunk === null
          ? undefined
          : {
              number: row.chunk,
              last: row.last_user_id ?? undefined,
              recipients: row.recipients,
              isLast: row.is_last,
            },
      day:
        row.state === null
          ? undefined
          : { state: row.state, isOpen: row.is_open, isUncounted: row.is_uncounted },
      isOver: row.is_over,
      isOutside: row.is_outside,
      event: row.event ?? undefined,
    };
  }
}
