import type { MessageContent } from './message-content.js';

/** What a customer finds in the inbox. */
export interface Message {
  readonly messageId: string;
  readonly eventId: string;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  readonly content: MessageContent;
  readonly locale: string;
  readonly isRead: boolean;
  readonly createdAt: Date;
}
