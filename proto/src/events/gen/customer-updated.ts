// Generated from events/customer.updated.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** A customer changed. Holds all that the platform keeps of a customer, so that the last record of a compacted topic is enough. */
export interface CustomerUpdatedRecord {
  /** This record's id, equal to ce_id: the same id twice is the same record. */
  readonly event_id: string;
  /** The customer. */
  readonly customer_id: string;
  /** The merchant whose customer it is. */
  readonly merchant_id: string;
  /** The language in which the customer wants to be addressed, a BCP 47 tag: ar. */
  readonly locale: string;
  /** The names of the segments that the customer is in, as the merchant names them. */
  readonly segments: ReadonlyArray<string>;
  /** When the change was made, UTC. Of two records of a customer the later one wins. */
  readonly occurred_at: Date;
}

/** The contract of topic `customer.updated`. */
export const customerUpdated = eventContract<CustomerUpdatedRecord>({
  topic: 'customer.updated',
  type: 'customer.updated',
  key: 'customer_id',
  schema: {
    "type": "record",
    "name": "CustomerUpdated",
    "namespace": "promenade.events",
    "doc": "A customer changed. Holds all that the platform keeps of a customer, so that the last record of a compacted topic is enough.",
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
        "name": "locale",
        "doc": "The language in which the customer wants to be addressed, a BCP 47 tag: ar.",
        "type": "string"
      },
      {
        "name": "segments",
        "doc": "The names of the segments that the customer is in, as the merchant names them.",
        "type": {
          "type": "array",
          "items": "string"
        },
        "default": []
      },
      {
        "name": "occurred_at",
        "doc": "When the change was made, UTC. Of two records of a customer the later one wins.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      }
    ]
  },
  earlierSchemas: [
    {
      "type": "record",
      "name": "CustomerUpdated",
      "namespace": "promenade.events",
      "doc": "A customer changed. Holds all that the platform keeps of a customer, so that the last record of a compacted topic is enough.",
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
          "name": "locale",
          "doc": "The language in which the customer wants to be addressed, a BCP 47 tag: ar.",
          "type": "string"
        },
        {
          "name": "occurred_at",
          "doc": "When the change was made, UTC. Of two records of a customer the later one wins.",
          "type": {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        }
      ]
    }
  ],
});
