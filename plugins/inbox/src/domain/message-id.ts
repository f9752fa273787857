import { createHash } from 'node:crypto';

/**
 * The id of a message: which dispatch, and as a hash which customer of which merchant (UUID v8, RFC 9562 section 5.8). It is
 * worked out, not stored, and the same as in the view `inbox.customer_message`. Ids sort by dispatch.
 * @param dispatchNo 0 to 2^31 - 1
 */
export const messageIdOf = (merchantId: string, userId: string, dispatchNo: number): string => {
  const hash = createHash('md5')
    .update((merchantId + userId).toLowerCase())
    .digest('hex');
  const number = dispatchNo.toString(16).padStart(8, '0');
  return `${number}-${hash.slice(0, 4)}-8${hash.slice(5, 8)}-a${hash.slice(9, 12)}-${hash.slice(12, 24)}`;
};

/** The dispatch that a message id names; the id may still be another customer's. */
export const dispatchNoOf = (messageId: string): number =>
  Number.parseInt(messageId.slice(0, 8), 16);
