import type { LocalizedContent } from './message-content.js';

/** One dispatch day of an event, as its messages' readers need it. */
export interface Dispatch {
  readonly eventId: string;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  readonly kind: string;
  readonly openedAt: Date;
  readonly isRetracted: boolean;
  /** By the number that a message carries. */
  readonly contents: readonly LocalizedContent[];
}
