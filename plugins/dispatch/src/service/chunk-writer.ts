import { FanOut, RowsPresentError } from '@promenade/core';
import {
  type DispatchMessages,
  type MessageStore,
  MessageStoreRef,
} from '@promenade/plugin-inbox/contract';
import { inject, injectable } from 'inversify';
import { ChunkLedger, type ChunkOfDay } from '../store/chunk-ledger.js';
import type { DayKey } from '../store/day-store.js';
import type { DayQuery } from '../store/slice-reader.js';

/** Not every chunk could be claimed. */
class NotMineError extends Error {
  override readonly name = 'NotMineError';
}

/** Writes messages and the ledger rows of their chunks in one transaction: all of them or nothing. */
@injectable()
export class ChunkWriter {
  constructor(
    private readonly fanOut: FanOut,
    private readonly ledger: ChunkLedger,
    @inject(MessageStoreRef.token) private readonly store: MessageStore,
  ) {}

  /**
   * @param messages those of all the chunks
   * @returns false when it wrote nothing, since another dispatcher has delivered a chunk, the day does not go on or its event
   * has changed
   */
  async write(
    query: DayQuery,
    day: DayKey,
    chunks: readonly ChunkOfDay[],
    messages: DispatchMessages,
  ): Promise<boolean> {
    try {
      await this.writeBy('write', query, day, chunks, messages);
    } catch (error) {
      if (error instanceof NotMineError) return false;
      if (!(error instanceof RowsPresentError)) throw error;
      // Messages that are there although the ledger does not say so cost a second, slower try.
      return this.writeMissing(query, day, chunks, messages);
    }
    return true;
  }

  private async writeMissing(...chunks: Parameters<ChunkWriter['write']>): Promise<boolean> {
    try {
      await this.writeBy('writeMissing', ...chunks);
    } catch (error) {
      if (error instanceof NotMineError) return false;
      throw error;
    }
    return true;
  }

  private writeBy(
    way: 'write' | 'writeMissing',
    query: DayQuery,
    day: DayKey,
    chunks: readonly ChunkOfDay[],
    messages: DispatchMessages,
  ): Promise<void> {
    const isEmpty = chunks.every(({ recipients }) => recipients === 0);
    return this.fanOut.write(query.merchantId, async (tx) => {
      const claimed = await this.ledger.claim(tx, day, query.version, chunks);
      if (claimed < chunks.length) throw new NotMineError();
      if (!isEmpty) await this.store[way](tx, messages);
    });
  }
}
