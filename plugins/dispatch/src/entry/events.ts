import { onEvent } from '@promenade/core';
import {
  customerCreated,
  customerDeleted,
  customerUpdated,
  promotionDispatch,
  promotionEvents,
  vipTierAssigned,
} from '@promenade/proto';
import { AudienceProjection } from '../service/audience-projection.js';
import { EventProjection } from '../service/event-projection.js';
import { SliceDispatcher } from '../service/slice-dispatcher.js';
import { TierProjection } from '../service/tier-projection.js';

const projection = { permission: 'dispatch.audience.project', projection: true } as const;

export const putCreatedCustomers = onEvent(customerCreated, {
  ...projection,
  handleBatch: (events, { tx, scope }) => scope.get(AudienceProjection).put(tx, events),
});

export const putUpdatedCustomers = onEvent(customerUpdated, {
  ...projection,
  handleBatch: (events, { tx, scope }) => scope.get(AudienceProjection).put(tx, events),
});

export const removeDeletedCustomers = onEvent(customerDeleted, {
  ...projection,
  handleBatch: (events, { tx, scope }) => scope.get(AudienceProjection).remove(tx, events),
});

export const putAssignedTiers = onEvent(vipTierAssigned, {
  ...projection,
  handleBatch: (events, { tx, scope }) => scope.get(TierProjection).put(tx, events),
});

export const keepPromotionEvents = onEvent(promotionEvents, {
  ...projection,
  handle: (event, { tx, scope }) => scope.get(EventProjection).put(tx, event),
});

export const dispatchSlices = onEvent(promotionDispatch, {
  permission: 'dispatch.slices.deliver',
  // All slices that a host has wait in one line for its lanes, the first in the order of messages before the others.
  partitionsAtOnce: 64,
  handleInSteps: (slice, { scope, signal }) => scope.get(SliceDispatcher).dispatch(slice, signal),
});
