import {
  coreError,
  Database,
  defineErrors,
  Extensions,
  Notices,
  type Transaction,
} from '@promenade/core';
import { injectable } from 'inversify';
import { deliveryCounts } from '../contract.js';
import { type DispatchedEvent, undispatchedLocales } from '../domain/dispatched-event.js';
import type { MessageContent } from '../domain/message-content.js';
import { DispatchedEventStore } from '../store/dispatched-event-store.js';

const fail = defineErrors('inbox', { 'event-not-dispatched': 'not-found' });

/** What a merchant does about messages that customers have already. */
@injectable()
export class DispatchedEvents {
  constructor(
    private readonly database: Database,
    private readonly store: DispatchedEventStore,
    private readonly notices: Notices,
    private readonly extensions: Extensions,
  ) {}

  /** What was dispatched of an event: no day when there is nothing, or the event is not known. */
  find(merchantId: string, eventId: string): Promise<DispatchedEvent> {
    return this.database.transaction(merchantId, (tx) => this.counted(tx, eventId));
  }

  /**
   * Takes the event's messages out of every inbox and every count, those of a running dispatch and of later days too, until
   * `restore`. Read marks are kept.
   * @throws event-not-dispatched
   */
  retract(merchantId: string, eventId: string): Promise<DispatchedEvent> {
    return this.change(merchantId, eventId, (tx) => this.store.setRetracted(tx, eventId, true));
  }

  /** @throws event-not-dispatched */
  restore(merchantId: string, eventId: string): Promise<DispatchedEvent> {
    return this.change(merchantId, eventId, (tx) => this.store.setRetracted(tx, eventId, false));
  }

  /**
   * Gives the messages of every dispatched day another content; locales that are not named keep theirs.
   * @throws event-not-dispatched; validation-failed for a locale that no message is in: nobody would read it
   */
  correct(
    merchantId: string,
    eventId: string,
    content: Readonly<Record<string, MessageContent>>,
  ): Promise<DispatchedEvent> {
    return this.change(merchantId, eventId, async (tx, event) => {
      const fields = undispatchedLocales(event, content).map((locale) => ({
        path: `/content/${locale}`,
        code: 'locale-not-dispatched',
        namespace: 'inbox',
        params: { locale },
      }));
      if (fields.length > 0) throw coreError('validation-failed', { fields });
      await this.store.correct(tx, eventId, content);
    });
  }

  private change(
    merchantId: string,
    eventId: string,
    work: (tx: Transaction, event: DispatchedEvent) => Promise<void>,
  ): Promise<DispatchedEvent> {
    return this.database.transaction(merchantId, async (tx) => {
      await this.store.lock(tx, eventId);
      await work(tx, await this.existing(tx, eventId));
      await this.notices.tell(tx, merchantId);
      return this.existing(tx, eventId);
    });
  }

  private async existing(tx: Transaction, eventId: string): Promise<DispatchedEvent> {
    const event = await this.counted(tx, eventId);
    if (event.days.length === 0)
      throw fail('event-not-dispatched', { params: { event_id: eventId } });
    return event;
  }

  private async counted(tx: Transaction, eventId: string): Promise<DispatchedEvent> {
    const { days, ...event } = await this.store.find(tx, eventId);
    const counts = new Map<string, number>();
    // One after the other: they share the connection of the transaction.
    for (const { value } of this.extensions.of(deliveryCounts, tx.merchantId)) {
      for (const [date, count] of await value.delivered(tx, eventId)) {
        counts.set(date, (counts.get(date) ?? 0) + count);
      }
    }
    return {
      ...event,
      days: days.map((day) => ({ ...day, recipients: counts.get(day.dispatchDate) })),
    };
  }
}
