// Generated from events/vip_tier.updated.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** A VIP tier was created or changed. It tells what changed, not to what: campaign.v1 GetVIPTier has the tier. */
export interface VipTierUpdatedRecord {
  /** This record's id, equal to ce_id: the same id twice is the same record. */
  readonly event_id: string;
  /** The merchant whose tier it is. */
  readonly merchant_id: string;
  /** The tier, by its name within the merchant: gold. */
  readonly tier_id: string;
  /** The tier's version after the change, from 1; a record with a lower version than one that was seen is stale. */
  readonly version: number;
  /** Names of the fields that changed, as in the HTTP API: min_points. All of them for a new tier; none where it was saved unchanged. */
  readonly updated_fields: ReadonlyArray<string>;
  /** When the tier was changed, UTC. */
  readonly updated_at: Date;
}

/** The contract of topic `vip_tier.updated`. */
export const vipTierUpdated = eventContract<VipTierUpdatedRecord>({
  topic: 'vip_tier.updated',
  type: 'vip_tier.updated',
  key: 'tier_id',
  schema: {
    "type": "record",
    "name": "VipTierUpdated",
    "namespace": "promenade.events",
    "doc": "A VIP tier was created or changed. It tells what changed, not to what: campaign.v1 GetVIPTier has the tier.",
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
        "name": "merchant_id",
        "doc": "The merchant whose tier it is.",
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
        "name": "version",
        "doc": "The tier's version after the change, from 1; a record with a lower version than one that was seen is stale.",
        "type": "int"
      },
      {
        "name": "updated_fields",
        "doc": "Names of the fields that changed, as in the HTTP API: min_points. All of them for a new tier; none where it was saved unchanged.",
        "type": {
          "type": "array",
          "items": "string"
        }
      },
      {
        "name": "updated_at",
        "doc": "When the tier was changed, UTC.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      }
    ]
  },
  earlierSchemas: [],
});
