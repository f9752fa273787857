import type { MessageContent } from './message-content.js';

/** What a customer finds in the inbox. */
export interface Message {
  readonly messageId: string;
  readonly eventId: string;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  /** The promotion package of its event. */
  readonly kind: string;
  readonly content: MessageContent;
  readonly locale: string;
  readonly isRead: boolean;
  readonly isArchived: boolean;
  /** Came within the quiet hours that last: it counts when they are over. */
  readonly isLater: boolean;
  readonly createdAt: Date;
}

/** Which messages a page is of; none shows what is neither archived nor muted. */
export type MessageFilter = 'unread' | 'archived' | 'muted';

/** What a customer did with a message; what is not given stays as it is. */
export interface MessageMark {
  readonly isRead?: boolean;
  readonly isArchived?: boolean;
}

/** How many messages wait. */
export interface UnreadCount {
  readonly unread: number;
  /** Unread too, and not counted before the customer's quiet hours are over. */
  readonly later: number;
  /** When the quiet hours that hold them back are over. */
  readonly laterUntil: Date | undefined;
}
