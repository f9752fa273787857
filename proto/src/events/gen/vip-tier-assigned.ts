// Generated from events/vip_tier.assigned.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** A customer came to belong to a VIP tier. The customer belongs to it until the next record of the same customer. */
export interface VipTierAssignedRecord {
  /** This record's id, equal to ce_id: the same id twice is the same record. */
  readonly event_id: string;
  /** The customer. */
  readonly customer_id: string;
  /** The merchant whose customer it is. */
  readonly merchant_id: string;
  /** The tier, by its name within the merchant: gold. */
  readonly tier_id: string;
  /** When the customer was assigned, UTC. */
  readonly assigned_at: Date;
}

/** The contract of topic `vip_tier.assigned`. */
export const vipTierAssigned = eventContract<VipTierAssignedRecord>({
  topic: 'vip_tier.assigned',
  type: 'vip_tier.assigned',
  key: 'customer_id',
  schema: {
    "type": "record",
    "name": "VipTierAssigned",
    "namespace": "promenade.events",
    "doc": "A customer came to belong to a VIP tier. The customer belongs to it until the next record of the same customer.",
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
        "name": "tier_id",
        "doc": "The tier, by its name within the merchant: gold.",
        "type": "string"
      },
      {
        "name": "assigned_at",
        "doc": "When the customer was assigned, UTC.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      }
    ]
  },
  earlierSchemas: [],
});
