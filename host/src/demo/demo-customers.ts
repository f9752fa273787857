import { supportedLocales } from '@promenade/core';
import type { CustomerCreatedRecord } from '@promenade/proto';
import { v5 as uuidv5 } from 'uuid';

/** The id of a merchant's demo customer by its number from 0; the same at every load. */
export const demoCustomerId = (merchantId: string, index: number): string =>
  uuidv5(`customer/${index}`, merchantId);

/** The event that brings a demo customer; its id is fixed too, so that a second one is the same to every consumer. */
export const demoCustomer = (
  merchantId: string,
  index: number,
  occurredAt: Date,
): CustomerCreatedRecord => ({
  event_id: uuidv5(`customer.created/${index}`, merchantId),
  customer_id: demoCustomerId(merchantId, index),
  merchant_id: merchantId,
  locale: supportedLocales[index % supportedLocales.length] ?? supportedLocales[0],
  segments: [],
  occurred_at: occurredAt,
});
