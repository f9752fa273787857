import type { EventRecord, OutgoingRecord } from './event-bus.js';

export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${group}.dlq`;

/** A record to be set aside: its bytes untouched, its origin and the cause in headers. */
export const deadLetterOf = (
  record: EventRecord,
  group: string,
  cause: Error,
  attempts: number,
): OutgoingRecord => ({
  topic: deadLetterTopic(record.topic, group),
  key: record.key,
  value: record.value,
  headers: {
    ...record.headers,
    dlq_topic: record.topic,
    dlq_group: group,
    dlq_position: record.position,
    dlq_attempts: String(attempts),
    dlq_error: cause.name,
    dlq_message: cause.message.slice(0, 2000),
    dlq_time: new Date().toISOString(),
  },
});
