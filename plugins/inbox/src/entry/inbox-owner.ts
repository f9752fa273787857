import { defineErrors, type RequestContext } from '@promenade/core';
import { z } from 'zod';
import type { InboxOwner } from '../domain/inbox-owner.js';

const fail = defineErrors('inbox', { 'customer-required': 'forbidden' });

/** The subject of a customer's token is the customer's id. @throws customer-required for any other subject */
export const inboxOwner = ({ merchantId, principal }: RequestContext): InboxOwner => {
  const userId = z.guid().safeParse(principal.subject);
  if (!userId.success) throw fail('customer-required');
  return { merchantId, userId: userId.data };
};
