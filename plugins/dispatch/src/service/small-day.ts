import { PluginConfig } from '@promenade/core';
import { injectable } from 'inversify';
import { dispatchConfig } from '../dispatch-config.js';
import { bucketsOf } from '../domain/buckets.js';
import { chunksOfDay } from '../domain/chunks-of-day.js';
import type { DayKey } from '../store/day-store.js';
import { type DayQuery, SliceReader } from '../store/slice-reader.js';
import { ChunkWriter } from './chunk-writer.js';

/** Most customers of a day that is delivered at once. */
const mostCustomers = 1_000;

/** Delivers a day for a few customers whole, with the first slice that comes: 64 slices would cost far more than the messages. */
@injectable()
export class SmallDay {
  /** A day for fewer customers than this is small. */
  readonly limit: number;

  constructor(
    private readonly reader: SliceReader,
    private readonly writer: ChunkWriter,
    config: PluginConfig,
  ) {
    this.limit = Math.min(mostCustomers, config.of(dispatchConfig).chunk_size);
  }

  /**
   * Writes all messages of the day and the ledger rows of all its slices in one transaction, as each slice would have by itself.
   * @returns false when it wrote nothing, since a slice was delivered meanwhile, the day does not go on or its event has changed
   */
  async deliver(query: DayQuery, day: DayKey, slices: number): Promise<boolean> {
    const whole = { ...query, buckets: bucketsOf(0, 1) };
    const { messages, recipients, isLast } = await this.reader.readWhole(whole, this.limit);
    if (!isLast) return false;
    const chunks = chunksOfDay(recipients, slices);
    return this.writer.write(query, day, chunks, messages);
  }
}
