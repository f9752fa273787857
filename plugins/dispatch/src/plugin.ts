import { definePlugin, extend } from '@promenade/core';
import { publishChecks } from '@promenade/plugin-scheduling/contract';
import { dispatchConfig } from './dispatch-config.js';
import {
  dispatchSlices,
  keepPromotionEvents,
  putCreatedCustomers,
  putUpdatedCustomers,
  removeDeletedCustomers,
} from './entry/events.js';
import { AudienceCheck } from './service/audience-check.js';
import { AudienceProjection } from './service/audience-projection.js';
import { dispatchSettings } from './service/dispatch-settings.js';
import { EventProjection } from './service/event-projection.js';
import { SliceDispatcher } from './service/slice-dispatcher.js';
import { AudienceStore } from './store/audience-store.js';
import { ChunkLedger } from './store/chunk-ledger.js';
import { Audience001 } from './store/migrations/001-audience.js';
import { PublishedEventStore } from './store/published-event-store.js';
import { SliceReader } from './store/slice-reader.js';

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
  },
  config: dispatchConfig,
  bindings: [
    AudienceCheck,
    AudienceProjection,
    EventProjection,
    SliceDispatcher,
    AudienceStore,
    PublishedEventStore,
    ChunkLedger,
    SliceReader,
  ],
  settings: dispatchSettings,
  extends: [extend(publishChecks, (scope) => scope.get(AudienceCheck), { optional: true })],
  contributes: {
    events: [
      putCreatedCustomers,
      putUpdatedCustomers,
      removeDeletedCustomers,
      keepPromotionEvents,
      dispatchSlices,
    ],
    migrations: { schema: 'dispatch', list: [Audience001] },
    locales: new URL('../locales/', import.meta.url),
  },
});
