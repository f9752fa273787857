import { Database, NotYetError, PluginConfig, type Transaction } from '@promenade/core';
import { type MessageStore, MessageStoreRef } from '@promenade/plugin-inbox/contract';
import type { PromotionDispatchRecord } from '@promenade/proto';
import { inject, injectable } from 'inversify';
import { dispatchConfig } from '../dispatch-config.js';
import { bucketsOf } from '../domain/buckets.js';
import { isDeliverable } from '../domain/deliverable.js';
import { messageLocale } from '../domain/message-locale.js';
import { AudienceStore } from '../store/audience-store.js';
import { ChunkLedger } from '../store/chunk-ledger.js';
import { type PublishedEvent, PublishedEventStore } from '../store/published-event-store.js';

/**
 * Delivers a slice chunk by chunk; ledger row and messages of a chunk commit together, so after a crash the next
 * attempt goes on behind the last committed chunk.
 */
@injectable()
export class SliceDispatcher {
  /** Customers per transaction. */
  private readonly chunkSize: number;

  constructor(
    private readonly database: Database,
    private readonly audience: AudienceStore,
    private readonly events: PublishedEventStore,
    private readonly ledger: ChunkLedger,
    @inject(MessageStoreRef.token) private readonly messages: MessageStore,
    config: PluginConfig,
  ) {
    this.chunkSize = config.of(dispatchConfig).chunk_size;
  }

  /** @throws NotYetError when the slice is ahead of its event; what the signal's reason is when the host stops. */
  async dispatch(slice: PromotionDispatchRecord, signal: AbortSignal): Promise<void> {
    let isDone = false;
    while (!isDone) {
      signal.throwIfAborted();
      isDone = await this.database.transaction(slice.merchant_id, (tx) =>
        this.deliverChunk(tx, slice),
      );
    }
  }

  /** @returns whether the slice is done. */
  private async deliverChunk(tx: Transaction, slice: PromotionDispatchRecord): Promise<boolean> {
    const event = await this.events.find(tx, slice.event_id);
    if (!event || event.version < slice.version) {
      throw new NotYetError(`event ${slice.event_id} has not arrived in version ${slice.version}`);
    }
    if (!isDeliverable(event)) return true;

    const key = {
      eventId: slice.event_id,
      dispatchDate: slice.dispatch_date,
      slice: slice.slice,
    };
    const latest = await this.ledger.latest(tx, key);
    if (latest?.isLast) return true;
    const buckets = bucketsOf(slice.slice, slice.slices);
    const members = await this.audience.read(tx, buckets, latest?.last, this.chunkSize);
    const last = members.at(-1);
    const isLast = members.length < this.chunkSize;
    const isMine = await this.ledger.claim(tx, key, {
      number: (latest?.number ?? 0) + 1,
      last,
      recipients: members.length,
      isLast,
    });
    if (!isMine) return false;
    await this.deliver(tx, slice, event, members);
    return isLast;
  }

  private async deliver(
    tx: Transaction,
    slice: PromotionDispatchRecord,
    { version, content }: PublishedEvent,
    members: readonly { readonly userId: string; readonly locale: string }[],
  ): Promise<void> {
    const available = Object.keys(content);
    const localeOf = new Map<string, string>();
    for (const { locale } of members) {
      if (!localeOf.has(locale)) localeOf.set(locale, messageLocale(locale, available));
    }
    await this.messages.deliver(tx, {
      eventId: slice.event_id,
      contentVersion: version,
      dispatchDate: slice.dispatch_date,
      content,
      recipients: members.map(({ userId, locale }) => ({
        userId,
        locale: localeOf.get(locale) ?? locale,
      })),
    });
  }
}
