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

/** The dispatch that a customer's message id names; undefined for an id that is not one of that customer. */
export const readDispatchNo = (
  merchantId: string,
  userId: string,
  messageId: string,
): number | undefined => {
  const dispatchNo = Number.parseInt(messageId.slice(0, 8), 16);
  const isMine =
    dispatchNo < 2 ** 31 && messageIdOf(merchantId, userId, dispatchNo) === messageId.toLowerCase();
  return isMine ? dispatchNo : undefined;
};
