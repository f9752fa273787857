import { definePlugin } from '@promenade/core';
import { promotionDispatch, promotionEvents } from '@promenade/proto';
import { publishChecks } from './contract.js';
import {
  followPromotionEvents,
  promotionEventTimer,
  reconcileTimers,
} from './entry/event-timer.js';
import { promotionEventRoutes } from './entry/promotion-event-routes.js';
import { DayDispatcher } from './service/day-dispatcher.js';
import { EventCalendar } from './service/event-calendar.js';
import { EventTimers } from './service/event-timers.js';
import { PublishNotes } from './service/publish-notes.js';
import { schedulingSettings } from './service/scheduling-settings.js';
import { ActiveEventReader } from './store/active-event-reader.js';
import { DispatchDayStore } from './store/dispatch-day-store.js';
import { Calendar001 } from './store/migrations/001-calendar.js';
import { PromotionEvent } from './store/promotion-event.js';
import { PromotionEventStore } from './store/promotion-event-store.js';

/** The event calendar, and the timers that hand each day of a published event to the dispatcher. */
export default definePlugin({
  id: 'scheduling',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'scheduling.events.read': {
      summary: 'See the event calendar',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer', 'service'],
    },
    'scheduling.events.write': {
      summary: 'Create, change and delete promotion events',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'scheduling.events.publish': {
      summary: 'Publish promotion events',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'scheduling.days.dispatch': {
      summary: 'Hand the days of published events to the dispatcher',
      roles: ['service'],
    },
  },
  bindings: [
    EventCalendar,
    DayDispatcher,
    EventTimers,
    PublishNotes,
    PromotionEventStore,
    DispatchDayStore,
    ActiveEventReader,
  ],
  settings: schedulingSettings,
  extensionPoints: [publishChecks],
  contributes: {
    routes: promotionEventRoutes,
    events: [followPromotionEvents],
    produces: [promotionEvents, promotionDispatch],
    timers: [promotionEventTimer],
    jobs: [reconcileTimers],
    migrations: { schema: 'scheduling', list: [Calendar001] },
    entities: [PromotionEvent],
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: '@promenade/plugin-scheduling-portal',
      pages: [
        {
          path: '/admin/event-calendar',
          title: 'pages.eventCalendar',
          permission: 'scheduling.events.read',
          icon: 'calendar',
          placement: 'main',
        },
      ],
    },
  },
  lifecycle: {
    enabled: (tx, scope) => scope.get(EventTimers).wakeAll(tx),
  },
});
