// Generated from events/customer.deleted.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** A customer is gone: nothing more is sent, and what the platform keeps of the customer is erased. */
export interface CustomerDeletedRecord {
  /** This record's id, equal to ce_id: the same id twice is the same record. */
  readonly event_id: string;
  /** The customer. */
  readonly customer_id: string;
  /** The merchant whose customer it is. */
  readonly merchant_id: string;
  /** When the customer was deleted, UTC. */
  readonly occurred_at: Date;
}

/** The contract of topic `customer.deleted`. */
export const customerDeleted = eventContract<CustomerDeletedRecord>({
  topic: 'customer.deleted',
  type: 'customer.deleted',
  key: 'customer_id',
  schema: {
    "type": "record",
    "name": "CustomerDeleted",
    "namespace": "promenade.events",
    "doc": "A customer is gone: nothing more is sent, and what the platform keeps of the customer is erased.",
    "fields": [
      {
        "name": "event_id",
        "doc": "This record's id, equal to ce_id: the same id twice is the same record.",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "customer_id",
        "doc": "The customer.",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "merchant_id",
        "doc": "The merchant whose customer it is.",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "occurred_at",
        "doc": "When the customer was deleted, UTC.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      }
    ]
  },
  earlierSchemas: [],
});
