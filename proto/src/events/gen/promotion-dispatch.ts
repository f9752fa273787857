// Generated from events/promotion.dispatch.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** One slice of one dispatch day of a promotion event is due: its customers get their message. A dispatch day is as many records as there are slices. Partition: the slice, so that a customer's messages are always written by one consumer at a time. */
export interface PromotionDispatchRecord {
  /** The promotion event (not the record: that is ce_id). */
  readonly event_id: string;
  /** The merchant that owns the promotion event. */
  readonly merchant_id: string;
  /** The version of the promotion event that was current when the day became due. A consumer that has not seen it yet retries. */
  readonly version: number;
  /** The dispatch day: a calendar day in the promotion event's time zone, ISO 8601 YYYY-MM-DD. A string, since the day belongs to a zone and must not become an instant. */
  readonly dispatch_date: string;
  /** Which slice of the merchant's customers, 0 to slices - 1. */
  readonly slice: number;
  /** Into how many slices the customers were divided for this day, 1 or more; the same in all records of a day. */
  readonly slices: number;
}

/** The contract of topic `promotion.dispatch`. */
export const promotionDispatch = eventContract<PromotionDispatchRecord>({
  topic: 'promotion.dispatch',
  type: 'promotion.dispatch',
  key: 'slice',
  schema: {
    "type": "record",
    "name": "PromotionDispatch",
    "namespace": "promenade.events",
    "doc": "One slice of one dispatch day of a promotion event is due: its customers get their message. A dispatch day is as many records as there are slices. Partition: the slice, so that a customer's messages are always written by one consumer at a time.",
    "fields": [
      {
        "name": "event_id",
        "doc": "The promotion event (not the record: that is ce_id).",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "merchant_id",
        "doc": "The merchant that owns the promotion event.",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "version",
        "doc": "The version of the promotion event that was current when the day became due. A consumer that has not seen it yet retries.",
        "type": "int"
      },
      {
        "name": "dispatch_date",
        "doc": "The dispatch day: a calendar day in the promotion event's time zone, ISO 8601 YYYY-MM-DD. A string, since the day belongs to a zone and must not become an instant.",
        "type": "string"
      },
      {
        "name": "slice",
        "doc": "Which slice of the merchant's customers, 0 to slices - 1.",
        "type": "int"
      },
      {
        "name": "slices",
        "doc": "Into how many slices the customers were divided for this day, 1 or more; the same in all records of a day.",
        "type": "int"
      }
    ]
  },
  earlierSchemas: [],
});
