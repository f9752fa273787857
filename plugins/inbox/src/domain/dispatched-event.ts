import type { MessageContent } from './message-content.js';

/** A promotion event of which messages were dispatched. */
export interface DispatchedEvent {
  readonly eventId: string;
  /** Since when its messages are out of every inbox. */
  readonly retractedAt: Date | undefined;
  /** In the order of their dates; none when nothing of it was dispatched. */
  readonly days: readonly DispatchedDay[];
}

export interface DispatchedDay {
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  readonly openedAt: Date;
  /** Customers who have its message; undefined where its writer does not say. */
  readonly recipients: number | undefined;
  /** What its readers read, per locale. */
  readonly content: Readonly<Record<string, MessageContent>>;
}

/** The locales of a correction that nobody reads: no day of the event was dispatched in them. */
export const undispatchedLocales = (
  { days }: DispatchedEvent,
  correction: Readonly<Record<string, MessageContent>>,
): readonly string[] => {
  const dispatched = new Set(days.flatMap(({ content }) => Object.keys(content)));
  return Object.keys(correction).filter((locale) => !dispatched.has(locale));
};
