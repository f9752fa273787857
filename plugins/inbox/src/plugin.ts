import { definePlugin } from '@promenade/core';
import { deliveryCounts, MessageStoreRef } from './contract.js';
import { eventRoutes } from './entry/event-routes.js';
import { houseJobs } from './entry/house-jobs.js';
import { markRoutes } from './entry/mark-routes.js';
import { messageRoutes } from './entry/message-routes.js';
import { messageStreams } from './entry/message-streams.js';
import { preferenceRoutes } from './entry/preference-routes.js';
import { inboxConfig } from './inbox-config.js';
import { DispatchedEvents } from './service/dispatched-events.js';
import { Housekeeping } from './service/housekeeping.js';
import { Inbox } from './service/inbox.js';
import { LiveCounts } from './service/live-counts.js';
import { MessageReader } from './service/message-reader.js';
import { CustomerInboxStore } from './store/customer-inbox-store.js';
import { DayStore } from './store/day-store.js';
import { DispatchDirectory } from './store/dispatch-directory.js';
import { DispatchedEventStore } from './store/dispatched-event-store.js';
import { MessageMarks } from './store/message-marks.js';
import { Messages001 } from './store/migrations/001-messages.js';
import { PostgresMessageStore } from './store/postgres-message-store.js';
import { PreferenceStore } from './store/preference-store.js';

/** What customers read, and the store that the dispatcher writes to. */
export default definePlugin({
  id: 'inbox',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'inbox.messages.read': { summary: 'Read my messages', roles: ['customer'] },
    'inbox.messages.write': {
      summary: 'Mark and archive my messages, and set my preferences',
      roles: ['customer'],
    },
    'inbox.events.read': {
      summary: 'See what was dispatched of events',
      roles: ['merchant-admin', 'merchant-viewer'],
    },
    'inbox.events.manage': {
      summary: 'Retract and correct messages that are dispatched',
      roles: ['merchant-admin'],
    },
    'inbox.days.keep': { summary: 'Open and drop days of messages', roles: ['service'] },
  },
  config: inboxConfig,
  bindings: [
    Inbox,
    LiveCounts,
    DispatchedEvents,
    Housekeeping,
    MessageReader,
    MessageMarks,
    PreferenceStore,
    CustomerInboxStore,
    DispatchDirectory,
    DispatchedEventStore,
    DayStore,
    { ref: MessageStoreRef, to: PostgresMessageStore },
  ],
  exports: [MessageStoreRef],
  extensionPoints: [deliveryCounts],
  lifecycle: {
    start: (scope) => scope.get(LiveCounts).start(),
    stop: async (scope) => scope.get(LiveCounts).stop(),
  },
  contributes: {
    routes: [...messageRoutes, ...markRoutes, ...preferenceRoutes, ...eventRoutes],
    streams: messageStreams,
    jobs: houseJobs,
    migrations: { schema: 'inbox', list: [Messages001] },
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: '@promenade/plugin-inbox-portal',
      pages: [
        {
          path: '/inbox',
          title: 'pages.inbox',
          permission: 'inbox.messages.read',
          icon: 'inbox',
          placement: 'account',
        },
      ],
    },
  },
});
