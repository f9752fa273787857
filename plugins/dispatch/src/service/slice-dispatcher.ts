import { FanOut, type Logger, LoggerRef, NotYetError, PluginConfig, Slots } from '@promenade/core';
import type { PromotionDispatchRecord } from '@promenade/proto';
import { inject, injectable } from 'inversify';
import { dispatchConfig } from '../dispatch-config.js';
import { bucketsOf } from '../domain/buckets.js';
import { DayLine } from '../domain/day-line.js';
import { isDeliverable } from '../domain/deliverable.js';
import type { Chunk, SliceKey } from '../store/chunk-ledger.js';
import type { PublishedEvent } from '../store/published-event-store.js';
import { type SliceChunk, type SliceQuery, SliceReader } from '../store/slice-reader.js';
import { SliceStandings } from '../store/slice-standing.js';
import { ChunkWriter } from './chunk-writer.js';
import { DayOpening } from './day-opening.js';
import { DayQueries } from './day-queries.js';
import { EligibleCount } from './eligible-count.js';

/** What is left to do of a slice; nothing at all unless given, or its day is to be opened first. */
type Remainder =
  | { readonly toOpen: PublishedEvent }
  | {
      readonly toOpen: undefined;
      readonly key: SliceKey;
      readonly query: SliceQuery;
      /** The last chunk that was delivered. */
      readonly latest: Chunk | undefined;
    };

/**
 * How long what was seen of a slice is believed while it waits, in milliseconds: settings and languages may change. Should its day or its
 * event change before that, its chunks are not claimed.
 */
const freshFor = 5_000;

/** How often a slice is looked at again before it gives way: each time, others were at it or at its day. */
const mostTurns = 20;

/**
 * Delivers a slice chunk by chunk; ledger row and messages of a chunk commit together, so after a crash the next
 * attempt goes on behind the last committed chunk. While a chunk is written, the next one is read.
 */
@injectable()
export class SliceDispatcher {
  /** Customers per transaction. */
  private readonly chunkSize: number;
  private readonly line = new DayLine();
  private readonly looks: Slots;
  private readonly lanes: Slots;

  constructor(
    private readonly standings: SliceStandings,
    private readonly opening: DayOpening,
    private readonly queries: DayQueries,
    private readonly eligible: EligibleCount,
    private readonly reader: SliceReader,
    private readonly writer: ChunkWriter,
    @inject(LoggerRef.token) private readonly logger: Logger,
    fanOut: FanOut,
    config: PluginConfig,
  ) {
    const { chunk_size, lanes: wanted } = config.of(dispatchConfig);
    this.chunkSize = chunk_size;
    const lanes = Math.min(wanted, fanOut.lanes);
    if (lanes < wanted) {
      this.logger.warn({ lanes, wanted }, 'as many lanes as `database.fan_out_pool_size`, no more');
    }
    this.looks = new Slots(lanes);
    this.lanes = new Slots(lanes);
  }

  /**
   * @throws NotYetError when the slice is ahead of its event, its day is paused, or others are at it all the time; what the signal's reason is when the host
   * stops
   */
  async dispatch(slice: PromotionDispatchRecord, signal: AbortSignal): Promise<void> {
    const key = {
      eventId: slice.event_id,
      dispatchDate: slice.dispatch_date,
      slice: slice.slice,
    };
    const day = [slice.merchant_id, slice.event_id, slice.dispatch_date].join('/');
    const rank = this.line.enter(day, slice.slice);
    try {
      for (let turn = 1; turn <= mostTurns; turn += 1) {
        if (await this.advance(slice, key, rank, signal)) return;
      }
      throw new NotYetError(`slice ${key.slice} of ${day} did not get on in ${mostTurns} turns`);
    } finally {
      this.line.leave(day);
    }
  }

  /** @returns false when it must be looked at again: in its turn, since others may have come while its day was opened */
  private async advance(
    slice: PromotionDispatchRecord,
    key: SliceKey,
    rank: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    // What is done, paused or early gives way before it waits for others to be delivered.
    const left = await this.looks.run(async () => {
      const seen = await this.look(slice, key, signal);
      if (seen?.toOpen) {
        await this.opening.open(slice.merchant_id, key, slice.slices, seen.toOpen);
      }
      return seen;
    }, rank);
    if (!left) return true;
    if (left.toOpen) return false;
    const seenAt = performance.now();
    return this.lanes.run(async () => {
      const isFresh = performance.now() - seenAt < freshFor;
      const current = isFresh ? left : await this.look(slice, key, signal);
      if (!current) return true;
      return current.toOpen ? false : this.deliver(current, signal);
    }, rank);
  }

  /** @returns undefined when nothing is left to do */
  private async look(
    slice: PromotionDispatchRecord,
    key: SliceKey,
    signal: AbortSignal,
  ): Promise<Remainder | undefined> {
    signal.throwIfAborted();
    const { merchant_id } = slice;
    const { latest, day, isOver, isOutside, event } = await this.standings.of(merchant_id, key);
    if (latest?.isLast || day?.state === 'CANCELLED') return undefined;
    if (isOver) {
      this.logger.warn(
        { ...key, merchant_id },
        'day is over by ledger_days; its slice is not delivered',
      );
      return undefined;
    }
    if (!event || event.version < slice.version) {
      throw new NotYetError(`event ${slice.event_id} has not arrived in version ${slice.version}`);
    }
    if (isOutside || !isDeliverable(event)) return undefined;
    if (day?.state === 'PAUSED') {
      throw new NotYetError(`day ${slice.dispatch_date} of event ${slice.event_id} is paused`, {
        isLong: true,
      });
    }
    if (!day?.isOpen) return { toOpen: event };
    const ofDay = await this.queries.ofOpen(merchant_id, key, event);
    if (day.isUncounted) this.eligible.start(ofDay, key);
    const query = { ...ofDay, buckets: bucketsOf(slice.slice, slice.slices) };
    return { toOpen: undefined, key, latest, query };
  }

  /**
   * @returns false when another dispatcher is at the slice too, the day stopped or its event has changed: then it must be looked at
   * again
   */
  private async deliver(
    { key, query, latest }: { key: SliceKey; query: SliceQuery; latest: Chunk | undefined },
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const read = (after: string | undefined): Promise<SliceChunk> =>
      this.reader.read(query, after, this.chunkSize);
    let chunk = await read(latest?.last);
    for (let number = (latest?.number ?? 0) + 1; ; number += 1) {
      signal.throwIfAborted();
      const next = chunk.isLast ? undefined : read(chunk.last);
      // It is awaited below, unless writing fails first.
      next?.catch(() => undefined);
      const { last, count: recipients, isLast, messages } = chunk;
      const written = { slice: key.slice, number, last, recipients, isLast };
      if (!(await this.writer.write(query, key, [written], messages))) return false;
      if (!next) return true;
      chunk = await next;
    }
  }
}
