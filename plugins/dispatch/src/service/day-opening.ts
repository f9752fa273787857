import { Database, MerchantSettings, type Transaction } from '@promenade/core';
import { type MessageStore, MessageStoreRef } from '@promenade/plugin-inbox/contract';
import { inject, injectable } from 'inversify';
import { fallbackLocale, messageLocale } from '../domain/message-locale.js';
import { AudienceStore } from '../store/audience-store.js';
import { type DayKey, DayStore } from '../store/day-store.js';
import type { PublishedEvent } from '../store/published-event-store.js';
import type { DayQuery } from '../store/slice-reader.js';
import { dispatchSettings } from './dispatch-settings.js';
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
    private readonly settings: MerchantSettings,
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
    const running = this.running.get(name) ?? this.openOnce(merchantId, day, slices, event);
    this.running.set(name, running);
    try {
      await running;
    } finally {
      this.running.delete(name);
    }
  }

  /** What the messages of a day are made of; reserves the day's number and content when they are not there yet. */
  async query(tx: Transaction, day: DayKey, event: PublishedEvent): Promise<DayQuery> {
    const { dispatchNo, locales } = await this.messages.open(tx, {
      ...day,
      contentVersion: event.version,
      kind: event.promotionPackage,
      content: event.content,
    });
    const { fallback_locale } = await this.settings.of(dispatchSettings, tx);
    const numberFor = (locale: string): number =>
      locales.indexOf(messageLocale(locale, locales, fallback_locale));
    const known = await this.audience.locales(tx);
    return {
      merchantId: tx.merchantId,
      eventId: day.eventId,
      audience: event.audience,
      dispatchNo,
      localeNos: new Map(known.map((locale) => [locale, numberFor(locale)])),
      otherLocaleNo: locales.indexOf(fallbackLocale(locales, fallback_locale)),
    };
  }

  private async openOnce(
    merchantId: string,
    day: DayKey,
    slices: number,
    event: PublishedEvent,
  ): Promise<void> {
    const opened = await this.database.transaction(merchantId, async (tx) => {
      const query = await this.query(tx, day, event);
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
