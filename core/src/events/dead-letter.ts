import type { EventRecord, OutgoingRecord } from './event-bus.js';

/** What the topics of dead letters end in. */
export const deadLetterSuffix = '.dlq';

export const deadLetterTopic = (topic: string, group: string): string =>
  `${topic}.${group}${deadLetterSuffix}`;

/** Text that PostgreSQL's jsonb and any broker can hold: no NUL, no half of a surrogate pair. */
const storable = (text: string): string =>
  text.replaceAll('\0', '\u{FFFD}').slice(0, 2_000).toWellFormed();

/** A record to be set aside: its bytes untouched, its origin and the cause in headers. */
export const deadLetterOf = (
  record: EventRecord,
  group: string,
  cause: Error,
  attempts: number,
): OutgoingRecord => ({
  topic: deadLetterTopic(record.topic, group),
  key: storable(record.key),
  value: record.value,
  headers: {
    ...Object.fromEntries(
      Object.entries(record.headers).map(([name, value]) => [name, storable(value)]),
    ),
    dlq_topic: record.topic,
    dlq_group: group,
    dlq_position: record.position,
    dlq_attempts: String(attempts),
    dlq_error: cause.name,
    dlq_message: storable(cause.message),
    dlq_time: new Date().toISOString(),
  },
});
