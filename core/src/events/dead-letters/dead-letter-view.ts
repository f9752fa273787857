import { z } from 'zod';
import { deadLetterTopic } from '../dead-letter.js';
import type { StoredRecord } from '../event-bus.js';

/** `open` until somebody gave it back to its group or put it away. */
export const deadLetterStates = ['open', 'replayed', 'discarded'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

/** A record that a group set aside, as an operator sees it. */
export interface DeadLetter {
  /** `<dead-letter topic>@<position>` */
  readonly id: string;
  /** Where it came from, and who could not handle it. */
  readonly topic: string;
  readonly group: string;
  readonly origin: string;
  readonly key: string;
  /** Undefined where its headers name no merchant. */
  readonly merchantId: string | undefined;
  readonly eventType: string | undefined;
  readonly setAsideAt: Date;
  readonly attempts: number;
  /** The class of the last error, and what it said. */
  readonly error: string;
  readonly message: string;
  readonly state: DeadLetterState;
  readonly settled?: {
    readonly by: string;
    readonly at: Date;
    readonly reason: string | undefined;
  };
}

/** What a dead letter is before anybody has asked what became of it. */
export type UnsettledLetter = Omit<DeadLetter, 'state' | 'settled'>;

const merchantHeader = z.guid().toLowerCase();

export const merchantOfHeaders = (headers: Readonly<Record<string, string>>): string | undefined =>
  merchantHeader.safeParse(headers.ce_merchantid).data;

/** A record as a dead letter; undefined where it is none, as a foreign record in a topic of such a name. */
export const deadLetterView = ({
  topic: at,
  position,
  key,
  headers,
  time,
}: StoredRecord): UnsettledLetter | undefined => {
  const { dlq_topic: topic, dlq_group: group } = headers;
  if (topic === undefined || group === undefined || deadLetterTopic(topic, group) !== at) {
    return undefined;
  }
  const attempts = Number(headers.dlq_attempts);
  return {
    id: `${at}@${position}`,
    topic,
    group,
    origin: headers.dlq_position ?? '',
    key,
    merchantId: merchantOfHeaders(headers),
    eventType: headers.ce_type,
    setAsideAt: time,
    attempts: Number.isSafeInteger(attempts) ? attempts : 0,
    error: headers.dlq_error ?? '',
    message: headers.dlq_message ?? '',
  };
};

/** The place that an id names. */
export const placeOf = (
  id: string,
): { readonly topic: string; readonly position: string } | undefined => {
  const at = id.lastIndexOf('@');
  if (at < 1) return undefined;
  const topic = id.slice(0, at);
  return topic.endsWith('.dlq') ? { topic, position: id.slice(at + 1) } : undefined;
};
