import type { DeadLetter, DeadLetterDetail } from '@promenade/core';
import { oneLine } from './one-line.js';
import { table } from './table.js';

/** A list of dead letters as columns. @param options.withState whether settled ones are among them */
export const deadLetterTable = (
  letters: readonly DeadLetter[],
  { withState }: { readonly withState: boolean },
): string =>
  table([
    ['ID', 'SET ASIDE', 'MERCHANT', ...(withState ? ['STATE'] : []), 'CAUSE'],
    ...letters.map((letter) => [
      oneLine(letter.id, 300),
      letter.setAsideAt.toISOString(),
      letter.merchantId ?? 'none',
      ...(withState ? [letter.state] : []),
      oneLine(`${letter.error}: ${letter.message}`),
    ]),
  ]);

/** A dead letter as JSON has it. */
export const deadLetterJson = (letter: DeadLetter) => ({
  id: letter.id,
  topic: letter.topic,
  group: letter.group,
  origin: letter.origin,
  key: letter.key,
  merchant_id: letter.merchantId ?? null,
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

/** A dead letter with its contents as JSON has it; bytes that are no event in hex. */
export const deadLetterDetailJson = ({ headers, payload, ...letter }: DeadLetterDetail) => ({
  ...deadLetterJson(letter),
  headers,
  ...('event' in payload
    ? { event: payload.event }
    : { unreadable: payload.reason, hex: payload.bytes.toString('hex') }),
});

/** A dead letter with all that is in it, for reading. */
export const deadLetterText = ({ headers, payload, ...letter }: DeadLetterDetail): string => {
  const { settled } = letter;
  const facts: [name: string, value: string][] = [
    ['id', letter.id],
    ['state', letter.state],
    ...(settled
      ? ([
          ['', `by ${settled.by} at ${settled.at.toISOString()}`],
          ...(settled.reason === undefined ? [] : [['reason', settled.reason]]),
        ] as [string, string][])
      : []),
    ['topic', `${letter.topic}, position ${letter.origin}`],
    ['group', letter.group],
    ['key', letter.key],
    ['merchant', letter.merchantId ?? 'none: its headers name no merchant'],
    ['set aside', `${letter.setAsideAt.toISOString()}, after ${letter.attempts} attempts`],
    ['cause', `${letter.error}: ${letter.message}`],
  ];
  const shown = facts.map(([name, value]) => [name, oneLine(value, 2_100)]);
  const head = Object.entries(headers).map(([name, value]) => [
    oneLine(name, 100),
    oneLine(value, 2_100),
  ]);
  const body =
    'event' in payload
      ? JSON.stringify(payload.event, undefined, 2)
      : `not readable: ${oneLine(payload.reason, 300)}\n${payload.bytes.toString('hex')}`;
  return `${table(shown)}\nHeaders\n${table(head)}\nPayload\n${indented(body)}\n`;
};

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
