import { onEvent } from '@promenade/core';
import { customerCreated } from '@promenade/proto';
import { DefaultAssignment } from '../service/default-assignment.js';

/** A new customer belongs to the default tier. While the plugin is off for a merchant nobody is assigned. */
export const assignDefaultTier = onEvent(customerCreated, {
  permission: 'campaign-vip.tiers.assign',
  handleBatch: (customers, { tx, envelopes, scope }) =>
    scope.get(DefaultAssignment).assign(
      tx,
      customers.flatMap((customer, index) => {
        const envelope = envelopes[index];
        return envelope ? [{ customer, envelope }] : [];
      }),
    ),
});
