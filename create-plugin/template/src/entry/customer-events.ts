import { onEvent } from '@promenade/core';
import { customerCreated } from '@promenade/proto';
import { Milestones } from '../service/milestones.js';

/** A projection: it counts while the plugin is off too, so that the number is right on the day it is switched on. */
export const countNewCustomers = onEvent(customerCreated, {
  permission: 'sample-plugin.customers.count',
  projection: true,
  handleBatch: (events, { tx, scope }) => scope.get(Milestones).countCustomers(tx, events.length),
});
