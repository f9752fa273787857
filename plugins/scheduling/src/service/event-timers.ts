import { Clock, type TimerKey, Timers, type Transaction } from '@promenade/core';
import type { PromotionEventRecord } from '@promenade/proto';
import { injectable } from 'inversify';
import { type ActiveEventCursor, ActiveEventReader } from '../store/active-event-reader.js';

/** The durable timer of a promotion event; part of the address of timers already armed, so it never changes. */
export const eventTimerName = 'promotion-event';

const pageSize = 500;

/** Timers that are armed at once: each is a short call to the timer store. */
const armsAtOnce = 16;

/** A timer that is due has this long to fire before it counts as lost, in milliseconds. */
const grace = 10_000;

/**
 * Hosts learn of a switch within a second, in milliseconds; a timer that fired where the merchant still seems to have the
 * plugin off would end.
 */
const switchKnown = 1_500;

/** Keeps one durable timer per published event. The timer itself knows when to wake; it only has to be set off. */
@injectable()
export class EventTimers {
  private hasWokenAll = false;

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
   * Wakes the timers that should have woken and did not, and those of which it is not known when they wake, so that a lost
   * timer store, or a merchant that was switched off, heals. The first time in this process it wakes those of all published
   * events: a new release may reckon their times otherwise.
   * @throws the signal's reason when it is aborted before the last one
   */
  async reconcile(signal: AbortSignal): Promise<void> {
    const overdue = new Date(this.clock.now().getTime() - grace);
    const until = this.hasWokenAll ? overdue : 'infinity';
    let after: ActiveEventCursor | undefined;
    do {
      const page = await this.active.page(until, pageSize, after);
      await this.armAll(
        page.map(({ merchantId, eventId }) => ({ merchantId, id: eventId })),
        this.clock.now(),
        signal,
      );
      after = page.length < pageSize ? undefined : page.at(-1)?.cursor;
    } while (after);
    this.hasWokenAll = true;
  }

  /** Sets off the timers of a merchant who has the plugin on again, instead of waiting for `reconcile`. */
  async wakeAll(tx: Transaction): Promise<void> {
    const at = new Date(this.clock.now().getTime() + switchKnown);
    const { merchantId } = tx;
    const ids = await this.active.ofMerchant(tx);
    await this.armAll(
      ids.map((id) => ({ merchantId, id })),
      at,
    );
  }

  private async armAll(keys: readonly TimerKey[], at: Date, signal?: AbortSignal): Promise<void> {
    // Each takes the next one, until there is none left or its own call fails.
    const rest = keys.values();
    const armRest = async (): Promise<void> => {
      for (const key of rest) {
        signal?.throwIfAborted();
        await this.timers.arm(eventTimerName, key, at);
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: armsAtOnce }, armRest));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }
}
