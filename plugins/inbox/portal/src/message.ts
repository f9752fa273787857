/** A message in the customer's inbox. */
export interface Message {
  message_id: string;
  event_id: string;
  /** A calendar date, `2026-11-21`. */
  dispatch_date: string;
  /** The promotion package of its event. */
  kind: string;
  content: { title: string; body: string };
  /** The locale that the content is written in. */
  locale: string;
  is_read: boolean;
  is_archived: boolean;
  /** Came within the quiet hours that last. */
  is_later: boolean;
  created_at: string;
}

export interface MessagePage {
  items: Message[];
  next_cursor: string | null;
}

export interface UnreadCount {
  unread_count: number;
  /** Unread, and not counted before the quiet hours are over. */
  later_count: number;
}

/** What the list shows; `all` is what is neither archived nor muted. */
export const FILTERS = ['all', 'unread', 'archived', 'muted'] as const;
export type Filter = (typeof FILTERS)[number];

export const MESSAGES_PATH = '/api/inbox/v1/messages';
export const MESSAGES_KEY = ['inbox', 'messages'] as const;
export const UNREAD_COUNT_KEY = ['inbox', 'unread-count'] as const;
/** Whether the count comes live. */
export const LIVE_KEY = ['inbox', 'live'] as const;
