// Generated from events/audit_log.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** Somebody changed something. Says who, what and when, and proves by hashes which state it was before and after; holds neither values nor personal data beyond the ids of those concerned. */
export interface AuditLogRecord {
  /** This record's id, equal to ce_id: the same id twice is the same record. */
  readonly event_id: string;
  /** The merchant whose it is. */
  readonly merchant_id: string;
  /** Who did it: the subject of the access token, or plugin:<id> for what a plugin did upon an event, a timer or a job. */
  readonly actor: string;
  /** What was done, entity and verb: vip_tier.updated. */
  readonly action: string;
  /** The kind of thing that it was done to: vip_tier. */
  readonly entity_type: string;
  /** Which one, by its id within the merchant. */
  readonly entity_id: string;
  /** Names of the fields that changed, as in the HTTP API. */
  readonly changed_fields: ReadonlyArray<string>;
  /** SHA-256 of the fields before, as canonical JSON (keys sorted, no spaces), in hexadecimal; null where it was not there. */
  readonly before_hash: string | null;
  /** The same of the fields after; null where it is gone. */
  readonly after_hash: string | null;
  /** When it was done, UTC. */
  readonly occurred_at: Date;
}

/** The contract of topic `audit_log`. */
export const auditLog = eventContract<AuditLogRecord>({
  topic: 'audit_log',
  type: 'audit_log',
  key: 'merchant_id',
  schema: {
    "type": "record",
    "name": "AuditLog",
    "namespace": "promenade.events",
    "doc": "Somebody changed something. Says who, what and when, and proves by hashes which state it was before and after; holds neither values nor personal data beyond the ids of those concerned.",
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
        "doc": "The merchant whose it is.",
        "type": {
          "type": "string",
          "logicalType": "uuid"
        }
      },
      {
        "name": "actor",
        "doc": "Who did it: the subject of the access token, or plugin:<id> for what a plugin did upon an event, a timer or a job.",
        "type": "string"
      },
      {
        "name": "action",
        "doc": "What was done, entity and verb: vip_tier.updated.",
        "type": "string"
      },
      {
        "name": "entity_type",
        "doc": "The kind of thing that it was done to: vip_tier.",
        "type": "string"
      },
      {
        "name": "entity_id",
        "doc": "Which one, by its id within the merchant.",
        "type": "string"
      },
      {
        "name": "changed_fields",
        "doc": "Names of the fields that changed, as in the HTTP API.",
        "type": {
          "type": "array",
          "items": "string"
        }
      },
      {
        "name": "before_hash",
        "doc": "SHA-256 of the fields before, as canonical JSON (keys sorted, no spaces), in hexadecimal; null where it was not there.",
        "type": [
          "null",
          "string"
        ],
        "default": null
      },
      {
        "name": "after_hash",
        "doc": "The same of the fields after; null where it is gone.",
        "type": [
          "null",
          "string"
        ],
        "default": null
      },
      {
        "name": "occurred_at",
        "doc": "When it was done, UTC.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      }
    ]
  },
  earlierSchemas: [],
});
