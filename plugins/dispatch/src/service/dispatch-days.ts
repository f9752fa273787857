import { Database, defineErrors, type Transaction, wakePostponed } from '@promenade/core';
import type { DeliveryCount } from '@promenade/plugin-inbox/contract';
import { promotionDispatch } from '@promenade/proto';
import { injectable } from 'inversify';
import type { DayProgress } from '../domain/day-progress.js';
import { type DayAction, stateAfter } from '../domain/day-state.js';
import { type DayKey, DayStore } from '../store/day-store.js';
import { PublishedEventStore } from '../store/published-event-store.js';

const fail = defineErrors('dispatch', {
  'day-not-found': 'not-found',
  'day-cancelled': 'conflict',
  'day-done': 'conflict',
});

/** The consumer group of this plugin. */
const group = 'dispatch';

/** Looking at dispatch days, and deciding whether they go on. */
@injectable()
export class DispatchDays implements DeliveryCount {
  constructor(
    private readonly database: Database,
    private readonly days: DayStore,
    private readonly events: PublishedEventStore,
  ) {}

  /** The days of an event that were opened, paused or cancelled, newest first; none for an event that is not known. */
  list(merchantId: string, eventId: string): Promise<readonly DayProgress[]> {
    return this.database.transaction(merchantId, (tx) => this.days.progress(tx, eventId));
  }

  /** How many messages the ledger has of each day. */
  async delivered(tx: Transaction, eventId: string): Promise<ReadonlyMap<string, number>> {
    const days = await this.days.progress(tx, eventId);
    return new Map(days.map(({ dispatchDate, dispatched }) => [dispatchDate, dispatched]));
  }

  /**
   * Pauses, resumes or cancels a day; once more has no effect. A day of the event's window whose first slice has not come yet can
   * be paused and cancelled too. Chunks that are being written when it is decided are still delivered.
   * @throws day-not-found; day-cancelled, day-done when it is too late
   */
  change(merchantId: string, day: DayKey, action: DayAction): Promise<DayProgress> {
    return this.database.transaction(merchantId, async (tx) => {
      await this.days.hold(tx, day);
      const known = await this.find(tx, day);
      if (!known && (action === 'resume' || !(await this.events.hasDay(tx, day))))
        throw notFound(day);
      const state = known?.state ?? 'RUNNING';
      const next = stateAfter(state, action);
      if (!next) throw fail(state === 'DONE' ? 'day-done' : 'day-cancelled', paramsOf(day));
      if (next === state) return known ?? this.found(tx, day);
      await this.days.putState(tx, day, next);
      // Resumed or cancelled: what waits for it need not wait any longer.
      if (next !== 'PAUSED') await wakePostponed(tx, { group, topic: promotionDispatch.topic });
      return this.found(tx, day);
    });
  }

  private async find(tx: Transaction, day: DayKey): Promise<DayProgress | undefined> {
    return (await this.days.progress(tx, day.eventId, day.dispatchDate))[0];
  }

  private async found(tx: Transaction, day: DayKey): Promise<DayProgress> {
    const found = await this.find(tx, day);
    if (!found) throw notFound(day);
    return found;
  }
}

const paramsOf = ({ dispatchDate }: DayKey) => ({ params: { dispatch_date: dispatchDate } });
const notFound = (day: DayKey) => fail('day-not-found', paramsOf(day));
