import { Clock, Database, Outbox, type Transaction } from '@promenade/core';
import { promotionDispatch, promotionEvents } from '@promenade/proto';
import { injectable } from 'inversify';
import { dueTick, nextWake } from '../domain/dispatch-plan.js';
import { slices, slicesPerDay } from '../domain/slices.js';
import { DispatchDayStore } from '../store/dispatch-day-store.js';
import type { PromotionEvent } from '../store/promotion-event.js';
import { PromotionEventStore } from '../store/promotion-event-store.js';
import { eventRecord } from './event-record.js';

/** What happens when an event's timer is due: today's slices leave, once, and the event expires at its end. */
@injectable()
export class DayDispatcher {
  constructor(
    private readonly database: Database,
    private readonly events: PromotionEventStore,
    private readonly days: DispatchDayStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns when to be called next, or undefined when the event needs no timer any more. */
  run(merchantId: string, eventId: string): Promise<Date | undefined> {
    return this.database.transaction(merchantId, async (tx) => {
      const event = await this.events.findLocked(tx, eventId);
      if (event?.status !== 'PUBLISHED') return undefined;
      const now = this.clock.now();
      if (now >= event.end) {
        await this.expire(tx, event, now);
        return undefined;
      }
      const due = dueTick(event, now);
      if (due) await this.dispatch(tx, event, due.date);
      const wakesAt = nextWake(event, now);
      // Before the timer is armed for it: should it never be, reconcile finds it overdue.
      if (wakesAt) await this.events.noteWake(tx, event, wakesAt);
      return wakesAt;
    });
  }

  private async dispatch(tx: Transaction, event: PromotionEvent, date: string): Promise<void> {
    const { eventId, version } = event;
    const isNew = await this.days.record(tx, { eventId, date, version, slices: slicesPerDay });
    if (!isNew) return;
    await this.outbox.append(
      tx,
      promotionDispatch,
      slices().map((slice) => ({
        event_id: eventId,
        merchant_id: tx.merchantId,
        version,
        dispatch_date: date,
        slice,
        slices: slicesPerDay,
      })),
      { partition: ({ slice }) => slice },
    );
  }

  private async expire(tx: Transaction, event: PromotionEvent, now: Date): Promise<void> {
    event.status = 'EXPIRED';
    event.updatedAt = now;
    await this.events.save(tx, event);
    await this.outbox.append(tx, promotionEvents, [eventRecord(event)]);
  }
}
