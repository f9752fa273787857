import { type DeadLetter, type DeadLetterDetail, deadLetterStates } from '@promenade/core';
import { z } from 'zod';

export const deadLetterView = z.object({
  id: z.string(),
  topic: z.string().describe('Topic of origin'),
  group: z.string().describe('The consumer group that could not handle it'),
  origin: z.string().describe('Position in the topic of origin'),
  key: z.string(),
  event_type: z.string().nullable(),
  set_aside_at: z.iso.datetime(),
  attempts: z.number().int(),
  error: z.string(),
  message: z.string(),
  state: z.enum(deadLetterStates),
  settled_by: z.string().nullable(),
  settled_at: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
});

export const deadLetterDetail = deadLetterView.extend({
  headers: z.record(z.string(), z.string()),
  event: z.unknown().describe('The payload; null where it cannot be read'),
  unreadable: z.string().nullable().describe('Why the payload cannot be read'),
  hex: z
    .string()
    .nullable()
    .describe(
      'The bytes of a payload that cannot be read, at most 64 KB of them; null for one that belongs to another merchant',
    ),
});

const mostBytes = 65_536;

export const viewOf = (letter: DeadLetter): z.output<typeof deadLetterView> => ({
  id: letter.id,
  topic: letter.topic,
  group: letter.group,
  origin: letter.origin,
  key: letter.key,
  event_type: letter.eventType ?? null,
  set_aside_at: letter.setAsideAt.toISOString(),
  attempts: letter.attempts,
  error: letter.error,
  message: letter.message,
  state: letter.state,
  settled_by: letter.settled?.by ?? null,
  settled_at: letter.settled?.at.toISOString() ?? null,
  reason: letter.settled?.reason ?? null,
});

export const detailOf = (letter: DeadLetterDetail): z.output<typeof deadLetterDetail> => {
  const { headers, payload } = letter;
  if ('event' in payload) {
    return { ...viewOf(letter), headers, event: payload.event, unreadable: null, hex: null };
  }
  // The envelope names this merchant, the payload another one: its contents are not for this one's eyes.
  const hex = payload.isForeign ? null : payload.bytes.subarray(0, mostBytes).toString('hex');
  return { ...viewOf(letter), headers, event: null, unreadable: payload.reason, hex };
};
