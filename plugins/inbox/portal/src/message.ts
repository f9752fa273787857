/** A message in the customer's inbox. */
export interface Message {
  message_id: string;
  event_id: string;
  /** A calendar date, `2026-11-21`. */
  dispatch_date: string;
  content: { title: string; body: string };
  /** The locale that the content is written in. */
  locale: string;
  is_read: boolean;
  created_at: string;
}

export interface MessagePage {
  items: Message[];
  next_cursor: string | null;
}

export const MESSAGES_PATH = '/api/inbox/v1/messages';
export const MESSAGES_KEY = ['inbox', 'messages'] as const;
export const UNREAD_COUNT_KEY = ['inbox', 'unread-count'] as const;
