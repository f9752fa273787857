import { LANGUAGES, type Language } from '@promenade/portal-kit';

export interface MessageText {
  title: string;
  body: string;
}

/** A dispatch day of which messages were delivered, as the API tells it. */
export interface DeliveredDay {
  /** `2026-11-21`, in the event's zone. */
  dispatch_date: string;
  /** Null where nobody knows. */
  recipients: number | null;
  /** What its readers read, per locale. */
  content: Partial<Record<string, MessageText>>;
}

/** What was delivered of an event, in the order of the days; no days when nothing was. */
export interface DeliveredEvent {
  event_id: string;
  retracted_at: string | null;
  days: DeliveredDay[];
}

/** A text with the days, first to last, on which it was sent one after the other. */
export interface SentText extends MessageText {
  first: string;
  last: string;
}

export type Correction = Partial<Record<Language, MessageText>>;

export function deliveredPath(eventId: string): string {
  return `/api/inbox/v1/events/${encodeURIComponent(eventId)}`;
}

/** The languages that somebody has a message in. */
export function sentLanguages(days: readonly DeliveredDay[]): Language[] {
  return LANGUAGES.filter((language) => days.some(({ content }) => content[language]));
}

/** What readers of a language read, newest first: one text, unless the event was edited between its days. */
export function sentTexts(days: readonly DeliveredDay[], language: Language): SentText[] {
  const texts: SentText[] = [];
  for (const { dispatch_date: date, content } of days) {
    const text = content[language];
    if (!text) continue;
    const [before] = texts;
    if (before && isSame(before, text)) before.last = date;
    else texts.unshift({ ...text, first: date, last: date });
  }
  return texts;
}

/** Whether readers of a language read one text on one day and another on another. */
export function isUneven(days: readonly DeliveredDay[], language: Language): boolean {
  return sentTexts(days, language).length > 1;
}

/** What a correction starts from: the newest text of each language. */
export function textsToCorrect(days: readonly DeliveredDay[]): Correction {
  const correction: Correction = {};
  for (const language of sentLanguages(days)) {
    const [newest] = sentTexts(days, language);
    if (newest) correction[language] = { title: newest.title, body: newest.body };
  }
  return correction;
}

/**
 * The texts of a draft that are not yet those of all messages: what differs from where it started,
 * and what only some of the days carry.
 */
export function changedTexts(days: readonly DeliveredDay[], draft: Correction): Correction {
  const initial = textsToCorrect(days);
  const changed: Correction = {};
  for (const language of LANGUAGES) {
    const text = draft[language];
    const before = initial[language];
    if (!text) continue;
    if (!before || !isSame(before, text) || isUneven(days, language)) changed[language] = text;
  }
  return changed;
}

/** How many messages were delivered; null where that is not known of every day. */
export function messagesOf(days: readonly DeliveredDay[]): number | null {
  let sum = 0;
  for (const { recipients } of days) {
    if (recipients === null) return null;
    sum += recipients;
  }
  return sum;
}

/** Where the messages are; undefined while there are none. */
export function whereaboutsOf(event: DeliveredEvent): 'retracted' | 'inInboxes' | undefined {
  if (event.retracted_at) return 'retracted';
  return messagesOf(event.days) === 0 ? undefined : 'inInboxes';
}

/** The panel appears when an event is published, and the first messages of a day that is due then come within seconds. */
const EXPECTED_MS = 1_000;
const EXPECTED_LOOKS = 15;
const LOOK_AGAIN_MS = 5_000;

/**
 * In how many milliseconds to look again: the first messages come by themselves, a day under way delivers more, and a next one
 * comes. False before anything is known. @param looks how often it was looked at already
 */
export function refreshAfter(event: DeliveredEvent | undefined, looks: number): number | false {
  if (!event) return false;
  return messagesOf(event.days) === 0 && looks < EXPECTED_LOOKS ? EXPECTED_MS : LOOK_AGAIN_MS;
}

function isSame(one: MessageText, other: MessageText): boolean {
  return one.title === other.title && one.body === other.body;
}
