import {
  Database,
  FanOut,
  MerchantSettings,
  NotYetError,
  PluginConfig,
  RowsPresentError,
  Slots,
  type Transaction,
} from '@promenade/core';
import { type MessageStore, MessageStoreRef } from '@promenade/plugin-inbox/contract';
import type { PromotionDispatchRecord } from '@promenade/proto';
import { inject, injectable } from 'inversify';
import { dispatchConfig } from '../dispatch-config.js';
import { bucketsOf } from '../domain/buckets.js';
import { isDeliverable } from '../domain/deliverable.js';
import { fallbackLocale, messageLocale } from '../domain/message-locale.js';
import { AudienceStore } from '../store/audience-store.js';
import { type Chunk, ChunkLedger, type SliceKey } from '../store/chunk-ledger.js';
import { PublishedEventStore } from '../store/published-event-store.js';
import { type SliceChunk, type SliceQuery, SliceReader } from '../store/slice-reader.js';
import { dispatchSettings } from './dispatch-settings.js';

/** What is left to do of a slice. */
interface Remainder {
  readonly key: SliceKey;
  readonly query: SliceQuery;
  /** The last chunk that was delivered. */
  readonly latest: Chunk | undefined;
}

/**
 * Delivers a slice chunk by chunk; ledger row and messages of a chunk commit together, so after a crash the next
 * attempt goes on behind the last committed chunk. While a chunk is written, the next one is read.
 */
@injectable()
export class SliceDispatcher {
  /** Customers per transaction. */
  private readonly chunkSize: number;
  private readonly slots: Slots;

  constructor(
    private readonly database: Database,
    private readonly fanOut: FanOut,
    private readonly audience: AudienceStore,
    private readonly events: PublishedEventStore,
    private readonly ledger: ChunkLedger,
    private readonly reader: SliceReader,
    private readonly settings: MerchantSettings,
    @inject(MessageStoreRef.token) private readonly messages: MessageStore,
    config: PluginConfig,
  ) {
    const { chunk_size, lanes } = config.of(dispatchConfig);
    this.chunkSize = chunk_size;
    this.slots = new Slots(lanes);
  }

  /** @throws NotYetError when the slice is ahead of its event; what the signal's reason is when the host stops. */
  async dispatch(slice: PromotionDispatchRecord, signal: AbortSignal): Promise<void> {
    await this.slots.run(async () => {
      let isDone = false;
      while (!isDone) {
        const remainder = await this.database.transaction(slice.merchant_id, (tx) =>
          this.remainderOf(tx, slice),
        );
        isDone = !remainder || (await this.deliver(remainder, signal));
      }
    });
  }

  /** @returns undefined when nothing is left to do */
  private async remainderOf(
    tx: Transaction,
    slice: PromotionDispatchRecord,
  ): Promise<Remainder | undefined> {
    const key = {
      eventId: slice.event_id,
      dispatchDate: slice.dispatch_date,
      slice: slice.slice,
    };
    const latest = await this.ledger.latest(tx, key);
    if (latest?.isLast) return undefined;
    const event = await this.events.find(tx, slice.event_id);
    if (!event || event.version < slice.version) {
      throw new NotYetError(`event ${slice.event_id} has not arrived in version ${slice.version}`);
    }
    if (!isDeliverable(event)) return undefined;
    const { dispatchNo, locales } = await this.messages.open(tx, {
      eventId: slice.event_id,
      dispatchDate: slice.dispatch_date,
      contentVersion: event.version,
      content: event.content,
    });
    const { fallback_locale } = await this.settings.of(dispatchSettings, tx);
    const numberFor = (locale: string): number =>
      locales.indexOf(messageLocale(locale, locales, fallback_locale));
    const known = await this.audience.locales(tx);
    const query = {
      merchantId: tx.merchantId,
      eventId: slice.event_id,
      audience: event.audience,
      buckets: bucketsOf(slice.slice, slice.slices),
      dispatchNo,
      localeNos: new Map(known.map((locale) => [locale, numberFor(locale)])),
      otherLocaleNo: locales.indexOf(fallbackLocale(locales, fallback_locale)),
    };
    return { key, latest, query };
  }

  /** @returns false when another dispatcher is at the slice too: then the ledger must be asked again */
  private async deliver({ key, query, latest }: Remainder, signal: AbortSignal): Promise<boolean> {
    const read = (after: string | undefined): Promise<SliceChunk> =>
      this.reader.read(query, after, this.chunkSize);
    let chunk = await read(latest?.last);
    for (let number = (latest?.number ?? 0) + 1; ; number += 1) {
      signal.throwIfAborted();
      const next = chunk.isLast ? undefined : read(chunk.last);
      // It is awaited below, unless writing fails first.
      next?.catch(() => undefined);
      if (!(await this.write(key, number, query.merchantId, chunk))) return false;
      if (!next) return true;
      chunk = await next;
    }
  }

  /** Messages that are there although the ledger does not say so cost a second, slower try. */
  private async write(
    key: SliceKey,
    number: number,
    merchantId: string,
    chunk: SliceChunk,
  ): Promise<boolean> {
    try {
      return await this.writeBy('write', key, number, merchantId, chunk);
    } catch (error) {
      if (!(error instanceof RowsPresentError)) throw error;
      return this.writeBy('writeMissing', key, number, merchantId, chunk);
    }
  }

  private writeBy(
    way: 'write' | 'writeMissing',
    key: SliceKey,
    number: number,
    merchantId: string,
    { rows, count, last, isLast }: SliceChunk,
  ): Promise<boolean> {
    return this.fanOut.write(merchantId, async (tx) => {
      const isMine = await this.ledger.claim(tx, key, { number, last, recipients: count, isLast });
      if (isMine && count > 0) await this.messages[way](tx, rows);
      return isMine;
    });
  }
}
