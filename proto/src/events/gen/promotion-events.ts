// Generated from events/promotion.events.avsc by `npm run generate`. Do not edit.
import { eventContract } from '../event-contract.js';

/** DRAFT: not dispatched. PUBLISHED: dispatched on each day of its window. EXPIRED: its window is over. DELETED: gone, nothing more is dispatched. A status that a reader does not know reads as DRAFT, so that it dispatches nothing. */
export type PromotionEventStatus = 'DRAFT' | 'PUBLISHED' | 'EXPIRED' | 'DELETED';

/** EVERYONE: every customer of the merchant. TIERS, LOCALES, SEGMENTS: customers of one of the VIP tiers, languages, segments named. LIST: the customers named. UNKNOWN: what a reader sees of a kind added after it was built; never written, and nobody may be sent a message on account of it. */
export type PromotionAudienceKind = 'UNKNOWN' | 'EVERYONE' | 'TIERS' | 'LOCALES' | 'SEGMENTS' | 'LIST';

/** Who gets a message. New kinds bring their own fields, each with a default. */
export interface PromotionAudience {
  /** Which customers of the merchant are meant. */
  readonly kind: PromotionAudienceKind;
  /** TIERS: tier ids. LOCALES: BCP 47 tags, of which ar stands for ar-SA too. SEGMENTS: names of segments. Empty for other kinds. */
  readonly names: ReadonlyArray<string>;
  /** LIST: the customers, at most 10,000. Empty for other kinds. */
  readonly customers: ReadonlyArray<string>;
}

/** What a customer reads, in one locale. */
export interface PromotionContent {
  /** One line of plain text. */
  readonly title: string;
  /** Plain text; line breaks are kept. */
  readonly body: string;
}

/** The state of a promotion event after a change that others act on. The highest version of an event_id wins; a record with a lower or equal version is stale and has no effect. */
export interface PromotionEventRecord {
  /** The promotion event (not the record: that is ce_id). */
  readonly event_id: string;
  /** The merchant that owns the promotion event. */
  readonly merchant_id: string;
  /** Grows by one with every change of the promotion event, from 1. */
  readonly version: number;
  /** Where the promotion event is in its life. Only PUBLISHED events are dispatched. */
  readonly status: PromotionEventStatus;
  /** The first instant of the window, UTC. */
  readonly start_datetime: Date;
  /** The first instant after the window, UTC; later than start_datetime. */
  readonly end_datetime: Date;
  /** The IANA time zone in which the window's days are counted: Asia/Jerusalem. */
  readonly timezone: string;
  /** The wall-clock time in timezone at which each day is dispatched, HH:MM from 00:00 to 23:59. */
  readonly dispatch_time: string;
  /** The promotion package that the event announces, as the merchant names it. */
  readonly promotion_package: string;
  /** Who gets a message. */
  readonly audience: PromotionAudience;
  /** The message by locale (BCP 47 tag: en, ar, he). At least one entry. */
  readonly content: Readonly<Record<string, PromotionContent>>;
  /** When the promotion event was first published, UTC; null before. */
  readonly published_at: Date | null;
}

/** The contract of topic `promotion.events`. */
export const promotionEvents = eventContract<PromotionEventRecord>({
  topic: 'promotion.events',
  type: 'promotion.events',
  key: 'event_id',
  schema: {
    "type": "record",
    "name": "PromotionEvent",
    "namespace": "promenade.events",
    "doc": "The state of a promotion event after a change that others act on. The highest version of an event_id wins; a record with a lower or equal version is stale and has no effect.",
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
        "doc": "Grows by one with every change of the promotion event, from 1.",
        "type": "int"
      },
      {
        "name": "status",
        "doc": "Where the promotion event is in its life. Only PUBLISHED events are dispatched.",
        "type": {
          "type": "enum",
          "name": "PromotionEventStatus",
          "doc": "DRAFT: not dispatched. PUBLISHED: dispatched on each day of its window. EXPIRED: its window is over. DELETED: gone, nothing more is dispatched. A status that a reader does not know reads as DRAFT, so that it dispatches nothing.",
          "symbols": [
            "DRAFT",
            "PUBLISHED",
            "EXPIRED",
            "DELETED"
          ],
          "default": "DRAFT"
        }
      },
      {
        "name": "start_datetime",
        "doc": "The first instant of the window, UTC.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      },
      {
        "name": "end_datetime",
        "doc": "The first instant after the window, UTC; later than start_datetime.",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      },
      {
        "name": "timezone",
        "doc": "The IANA time zone in which the window's days are counted: Asia/Jerusalem.",
        "type": "string"
      },
      {
        "name": "dispatch_time",
        "doc": "The wall-clock time in timezone at which each day is dispatched, HH:MM from 00:00 to 23:59.",
        "type": "string"
      },
      {
        "name": "promotion_package",
        "doc": "The promotion package that the event announces, as the merchant names it.",
        "type": "string"
      },
      {
        "name": "audience",
        "doc": "Who gets a message.",
        "type": {
          "type": "record",
          "name": "PromotionAudience",
          "doc": "Who gets a message. New kinds bring their own fields, each with a default.",
          "fields": [
            {
              "name": "kind",
              "doc": "Which customers of the merchant are meant.",
              "type": {
                "type": "enum",
                "name": "PromotionAudienceKind",
                "doc": "EVERYONE: every customer of the merchant. TIERS, LOCALES, SEGMENTS: customers of one of the VIP tiers, languages, segments named. LIST: the customers named. UNKNOWN: what a reader sees of a kind added after it was built; never written, and nobody may be sent a message on account of it.",
                "symbols": [
                  "UNKNOWN",
                  "EVERYONE",
                  "TIERS",
                  "LOCALES",
                  "SEGMENTS",
                  "LIST"
                ],
                "default": "UNKNOWN"
              }
            },
            {
              "name": "names",
              "doc": "TIERS: tier ids. LOCALES: BCP 47 tags, of which ar stands for ar-SA too. SEGMENTS: names of segments. Empty for other kinds.",
              "type": {
                "type": "array",
                "items": "string"
              },
              "default": []
            },
            {
              "name": "customers",
              "doc": "LIST: the customers, at most 10,000. Empty for other kinds.",
              "type": {
                "type": "array",
                "items": {
                  "type": "string",
                  "logicalType": "uuid"
                }
              },
              "default": []
            }
          ]
        }
      },
      {
        "name": "content",
        "doc": "The message by locale (BCP 47 tag: en, ar, he). At least one entry.",
        "type": {
          "type": "map",
          "values": {
            "type": "record",
            "name": "PromotionContent",
            "doc": "What a customer reads, in one locale.",
            "fields": [
              {
                "name": "title",
                "doc": "One line of plain text.",
                "type": "string"
              },
              {
                "name": "body",
                "doc": "Plain text; line breaks are kept.",
                "type": "string"
              }
            ]
          }
        }
      },
      {
        "name": "published_at",
        "doc": "When the promotion event was first published, UTC; null before.",
        "type": [
          "null",
          {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        ],
        "default": null
      }
    ]
  },
  earlierSchemas: [
    {
      "type": "record",
      "name": "PromotionEvent",
      "namespace": "promenade.events",
      "doc": "The state of a promotion event after a change that others act on. The highest version of an event_id wins; a record with a lower or equal version is stale and has no effect.",
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
          "doc": "Grows by one with every change of the promotion event, from 1.",
          "type": "int"
        },
        {
          "name": "status",
          "doc": "Where the promotion event is in its life. Only PUBLISHED events are dispatched.",
          "type": {
            "type": "enum",
            "name": "PromotionEventStatus",
            "doc": "DRAFT: not dispatched. PUBLISHED: dispatched on each day of its window. EXPIRED: its window is over. DELETED: gone, nothing more is dispatched. A status that a reader does not know reads as DRAFT, so that it dispatches nothing.",
            "symbols": [
              "DRAFT",
              "PUBLISHED",
              "EXPIRED",
              "DELETED"
            ],
            "default": "DRAFT"
          }
        },
        {
          "name": "start_datetime",
          "doc": "The first instant of the window, UTC.",
          "type": {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        },
        {
          "name": "end_datetime",
          "doc": "The first instant after the window, UTC; later than start_datetime.",
          "type": {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        },
        {
          "name": "timezone",
          "doc": "The IANA time zone in which the window's days are counted: Asia/Jerusalem.",
          "type": "string"
        },
        {
          "name": "dispatch_time",
          "doc": "The wall-clock time in timezone at which each day is dispatched, HH:MM from 00:00 to 23:59.",
          "type": "string"
        },
        {
          "name": "promotion_package",
          "doc": "The promotion package that the event announces, as the merchant names it.",
          "type": "string"
        },
        {
          "name": "audience",
          "doc": "Who gets a message.",
          "type": {
            "type": "record",
            "name": "PromotionAudience",
            "doc": "Who gets a message. New kinds bring their own fields, each with a default.",
            "fields": [
              {
                "name": "kind",
                "doc": "Which customers of the merchant are meant.",
                "type": {
                  "type": "enum",
                  "name": "PromotionAudienceKind",
                  "doc": "EVERYONE: every customer of the merchant. UNKNOWN: what a reader sees of a kind added after it was built; never written, and nobody may be sent a message on account of it.",
                  "symbols": [
                    "UNKNOWN",
                    "EVERYONE"
                  ],
                  "default": "UNKNOWN"
                }
              }
            ]
          }
        },
        {
          "name": "content",
          "doc": "The message by locale (BCP 47 tag: en, ar, he). At least one entry.",
          "type": {
            "type": "map",
            "values": {
              "type": "record",
              "name": "PromotionContent",
              "doc": "What a customer reads, in one locale.",
              "fields": [
                {
                  "name": "title",
                  "doc": "One line of plain text.",
                  "type": "string"
                },
                {
                  "name": "body",
                  "doc": "Plain text; line breaks are kept.",
                  "type": "string"
                }
              ]
            }
          }
        },
        {
          "name": "published_at",
          "doc": "When the promotion event was first published, UTC; null before.",
          "type": [
            "null",
            {
              "type": "long",
              "logicalType": "timestamp-millis"
            }
          ],
          "default": null
        }
      ]
    }
  ],
});
