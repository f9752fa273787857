import { type JobContribution, onEvent, type TimerContribution } from '@promenade/core';
import { promotionEvents } from '@promenade/proto';
import { DayDispatcher } from '../service/day-dispatcher.js';
import { EventTimers, eventTimerName } from '../service/event-timers.js';

const permission = 'scheduling.days.dispatch';

/** Sets off the timer of an event that was published or changed. */
export const followPromotionEvents = onEvent(promotionEvents, {
  permission,
  handleInSteps: (event, { scope }) => scope.get(EventTimers).follow(event),
});

/** Wakes at each dispatch day of a published event and at its end. */
export const promotionEventTimer: TimerContribution = {
  name: eventTimerName,
  permission,
  fire: ({ merchantId, id }, scope) => scope.get(DayDispatcher).run(merchantId, id),
};

export const reconcileTimers: JobContribution = {
  name: 'reconcile-timers',
  permission,
  cron: '* * * * *',
  per: 'installation',
  atStart: true,
  run: (scope, { signal }) => scope.get(EventTimers).reconcile(signal),
};
