import { Clock, Timers, type Transaction } from '@promenade/core';
import type { PromotionEventRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { ActiveEventReader } from '../store/active-event-reader.js';

/** The durable timer of a promotion event; part of the address of timers already armed, so it never changes. */
export const eventTimerName = 'promotion-event';

const pageSize = 500;

/**
 * Hosts learn of a switch within a second, in milliseconds; a timer that fired where the merchant still seems to have the
 * plugin off would end.
 */
const switchKnown = 1_500;

/** Keeps one durable timer per published event. The timer itself knows when to wake; it only has to be set off. */
@injectable()
export class EventTimers {
  constructor(
    private readonly timers: Timers,
    private readonly active: ActiveEventReader,
    private readonly clock: Clock,
  ) {}

  /** Follows a change of an event: the timer looks at it at once and then wakes by itself. */
  async follow({ merchant_id, event_id, status }: PromotionEventRecord): Promise<void> {
    const key = { merchantId: merchant_id, id: event_id };
    if (status === 'PUBLISHED') {
      await this.timers.arm(eventTimerName, key, this.clock.now());
    } else {
      await this.timers.cancel(eventTimerName, key);
    }
  }

  /**
   * Wakes the timer of every published event, so that a lost timer store, or a merchant that was switched off, heals.
   * @throws the signal's reason when it is aborted before the last one
   */
  async reconcile(signal: AbortSignal): Promise<void> {
    let after: string | undefined;
    for (;;) {
      const page = await this.active.page(after, pageSize);
      for (const { merchantId, eventId } of page) {
        signal.throwIfAborted();
        const key = { merchantId, id: eventId };
        await this.timers.arm(eventTimerName, key, this.clock.now());
      }
      if (page.length < pageSize) return;
      after = page.at(-1)?.eventId;
    }
  }

  /** Sets off the timers of a merchant who has the plugin on again, instead of waiting for `reconcile`. */
  async wakeAll(tx: Transaction): Promise<void> {
    const at = new Date(this.clock.now().getTime() + switchKnown);
    for (const id of await this.active.ofMerchant(tx)) {
      await this.timers.arm(eventTimerName, { merchantId: tx.merchantId, id }, at);
    }
  }
}
