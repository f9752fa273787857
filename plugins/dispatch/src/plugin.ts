import { definePlugin, extend } from '@promenade/core';
import { deliveryCounts } from '@promenade/plugin-inbox/contract';
import { publishChecks } from '@promenade/plugin-scheduling/contract';
import { dispatchConfig } from './dispatch-config.js';
import { dayRoutes } from './entry/day-routes.js';
import {
  dispatchSlices,
  keepPromotionEvents,
  putAssignedTiers,
  putCreatedCustomers,
  putUpdatedCustomers,
  removeDeletedCustomers,
} from './entry/events.js';
import { forgetLedger } from './entry/ledger-job.js';
import { AudienceCheck } from './service/audience-check.js';
import { AudienceProjection } from './service/audience-projection.js';
import { ChunkWriter } from './service/chunk-writer.js';
import { DayOpening } from './service/day-opening.js';
import { DayQueries } from './service/day-queries.js';
import { DispatchDays } from './service/dispatch-days.js';
import { dispatchSettings } from './service/dispatch-settings.js';
import { EligibleCount } from './service/eligible-count.js';
import { EventProjection } from './service/event-projection.js';
import { LedgerHousekeeping } from './service/ledger-housekeeping.js';
import { SliceDispatcher } from './service/slice-dispatcher.js';
import { SmallDay } from './service/small-day.js';
import { TierProjection } from './service/tier-projection.js';
import { AudienceStore } from './store/audience-store.js';
import { ChunkLedger } from './store/chunk-ledger.js';
import { CustomerTierStore } from './store/customer-tier-store.js';
import { DayStore } from './store/day-store.js';
import { LedgerRetention } from './store/ledger-retention.js';
import { Audience001 } from './store/migrations/001-audience.js';
import { PublishedEventStore } from './store/published-event-store.js';
import { SliceReader } from './store/slice-reader.js';
import { SliceStandings } from './store/slice-standing.js';

/** Turns a slice of a dispatch day into one message per customer of it, exactly once. */
export default definePlugin({
  id: 'dispatch',
  version: '0.1.0',
  host: '^0.1.0',
  dependsOn: { required: ['inbox'], optional: ['scheduling'] },
  enablement: 'opt-out',
  permissions: {
    'dispatch.audience.project': {
      summary: 'Keep the audience and the published events up to date',
      roles: ['service'],
    },
    'dispatch.slices.deliver': {
      summary: 'Write the messages of a slice',
      roles: ['service'],
    },
    'dispatch.ledger.keep': {
      summary: 'Remove what is kept of days that are long gone',
      roles: ['service'],
    },
    'dispatch.days.read': {
      summary: 'See how far the dispatch days of events are',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer'],
    },
    'dispatch.days.manage': {
      summary: 'Pause, resume and cancel dispatch days',
      roles: ['platform-admin', 'merchant-admin'],
    },
  },
  config: dispatchConfig,
  bindings: [
    AudienceCheck,
    AudienceProjection,
    EventProjection,
    TierProjection,
    SliceDispatcher,
    ChunkWriter,
    DayOpening,
    DayQueries,
    SmallDay,
    EligibleCount,
    DispatchDays,
    LedgerHousekeeping,
    AudienceStore,
    CustomerTierStore,
    DayStore,
    SliceStandings,
    PublishedEventStore,
    ChunkLedger,
    LedgerRetention,
    SliceReader,
  ],
  settings: dispatchSettings,
  extends: [
    extend(publishChecks, (scope) => scope.get(AudienceCheck), { optional: true }),
    extend(deliveryCounts, (scope) => scope.get(DispatchDays)),
  ],
  contributes: {
    routes: dayRoutes,
    events: [
      putCreatedCustomers,
      putUpdatedCustomers,
      removeDeletedCustomers,
      putAssignedTiers,
      keepPromotionEvents,
      dispatchSlices,
    ],
    jobs: [forgetLedger],
    migrations: { schema: 'dispatch', list: [Audience001] },
    locales: new URL('../locales/', import.meta.url),
    portal: { package: '@promenade/plugin-dispatch-portal', pages: [] },
  },
  lifecycle: {
    stop: (scope) => scope.get(EligibleCount).stop(),
  },
});
