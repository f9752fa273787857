import { Database } from '@promenade/core';
import { type MessageStore, MessageStoreRef } from '@promenade/plugin-inbox/contract';
import { inject, injectable } from 'inversify';
import { AudienceStore } from '../store/audience-store.js';
import { type DayKey, DayStore } from '../store/day-store.js';
import type { PublishedEvent } from '../store/published-event-store.js';
import { DayQueries } from './day-queries.js';
import { EligibleCount } from './eligible-count.js';
import { SmallDay } from './small-day.js';

/** Makes a day ready for its messages. */
@injectable()
export class DayOpening {
  /** Slices of one day that come together open it once. */
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly audience: AudienceStore,
    private readonly days: DayStore,
    private readonly queries: DayQueries,
    private readonly eligible: EligibleCount,
    private readonly smallDay: SmallDay,
    @inject(MessageStoreRef.token) private readonly messages: MessageStore,
  ) {}

  /** Resolves when the day is open, and delivered if it is small. */
  async open(
    merchantId: string,
    day: DayKey,
    slices: number,
    event: PublishedEvent,
  ): Promise<void> {
    const name = `${merchantId}/${day.eventId}/${day.dispatchDate}`;
    const running =
      this.running.get(name) ??
      this.openOnce(merchantId, day, slices, event).finally(() => this.running.delete(name));
    this.running.set(name, running);
    await running;
  }

  private async openOnce(
    merchantId: string,
    day: DayKey,
    slices: number,
    event: PublishedEvent,
  ): Promise<void> {
    await this.messages.prepare(merchantId, day.dispatchDate);
    const opened = await this.database.transaction(merchantId, async (tx) => {
      const query = await this.queries.open(tx, day, event);
      const isMine = await this.days.open(tx, day, { slices, dispatchNo: query.dispatchNo });
      if (!isMine) return undefined;
      return { query, isSmall: await this.audience.isBelow(tx, query, this.smallDay.limit) };
    });
    if (!opened) return;
    const { query, isSmall } = opened;
    if (isSmall && (await this.smallDay.deliver(query, day, slices))) return;
    this.eligible.start(query, day);
  }
}
