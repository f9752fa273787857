import { Database, MerchantSettings, type Transaction } from '@promenade/core';
import { type MessageStore, MessageStoreRef } from '@promenade/plugin-inbox/contract';
import { inject, injectable } from 'inversify';
import { LRUCache } from 'lru-cache';
import { fallbackLocale, messageLocale } from '../domain/message-locale.js';
import { AudienceStore } from '../store/audience-store.js';
import type { DayKey } from '../store/day-store.js';
import type { PublishedEvent } from '../store/published-event-store.js';
import type { DayQuery } from '../store/slice-reader.js';
import { dispatchSettings } from './dispatch-settings.js';

/** What the messages of a day are made of. */
@injectable()
export class DayQueries {
  /** The slices of a day come one after the other and are all made of the same. Milliseconds. */
  private readonly kept = new LRUCache<string, DayQuery>({ max: 1_000, ttl: 10_000 });

  constructor(
    private readonly database: Database,
    private readonly audience: AudienceStore,
    private readonly settings: MerchantSettings,
    @inject(MessageStoreRef.token) private readonly messages: MessageStore,
  ) {}

  /** Of a day that is open. */
  async ofOpen(merchantId: string, day: DayKey, event: PublishedEvent): Promise<DayQuery> {
    const name = [merchantId, day.eventId, day.dispatchDate, event.version].join('/');
    const kept = this.kept.get(name);
    if (kept) return kept;
    const query = await this.database.transaction(merchantId, (tx) => this.open(tx, day, event));
    this.kept.set(name, query);
    return query;
  }

  /** Reserves the day's number and content when they are not there yet. */
  async open(tx: Transaction, day: DayKey, event: PublishedEvent): Promise<DayQuery> {
    const { dispatchNo, locales } = await this.messages.open(tx, {
      ...day,
      contentVersion: event.version,
      kind: event.promotionPackage,
      content: event.content,
    });
    const { fallback_locale } = await this.settings.of(dispatchSettings, tx);
    const numberFor = (locale: string): number =>
      locales.indexOf(messageLocale(locale, locales, fallback_locale));
    // Those of the content too: a customer may be the first of a language while the day is delivered.
    const known = new Set([...(await this.audience.locales(tx)), ...locales]);
    return {
      merchantId: tx.merchantId,
      eventId: day.eventId,
      version: event.version,
      audience: event.audience,
      dispatchNo,
      localeNos: new Map([...known].map((locale) => [locale, numberFor(locale)])),
      otherLocaleNo: locales.indexOf(fallbackLocale(locales, fallback_locale)),
    };
  }
}
