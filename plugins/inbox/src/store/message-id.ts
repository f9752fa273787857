import { createHash } from 'node:crypto';
import type { InboxOwner } from '../domain/inbox-owner.js';

/**
 * The ids of a customer's messages, each by its dispatch, and the customer as a hash (UUID v8, RFC 9562 section 5.8). They are
 * worked out, not stored, and the same as in the view `inbox.customer_message`. Ids sort by dispatch.
 * @returns a function of the dispatch's number, 0 to 2^31 - 1
 */
export const messageIdsOf = ({
  merchantId,
  userId,
}: InboxOwner): ((dispatchNo: number) => string) => {
  const hash = createHash('md5')
    .update((merchantId + userId).toLowerCase())
    .digest('hex');
  const rest = `${hash.slice(0, 4)}-8${hash.slice(5, 8)}-a${hash.slice(9, 12)}-${hash.slice(12, 24)}`;
  return (dispatchNo) => `${dispatchNo.toString(16).padStart(8, '0')}-${rest}`;
};

/** The dispatch that a customer's message id names; undefined for an id that is not one of that customer. */
export const readDispatchNo = (owner: InboxOwner, messageId: string): number | undefined => {
  const dispatchNo = Number.parseInt(messageId.slice(0, 8), 16);
  const isMine =
    dispatchNo < 2 ** 31 && messageIdsOf(owner)(dispatchNo) === messageId.toLowerCase();
  return isMine ? dispatchNo : undefined;
};
