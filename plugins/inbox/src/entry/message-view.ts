import { z } from 'zod';
import type { Message, UnreadCount } from '../domain/message.js';

export const messageSchema = z.object({
  message_id: z.guid(),
  event_id: z.guid(),
  dispatch_date: z.iso.date(),
  kind: z.string().describe("The event's promotion package"),
  content: z.object({ title: z.string(), body: z.string() }),
  locale: z.string(),
  is_read: z.boolean(),
  is_archived: z.boolean(),
  is_later: z
    .boolean()
    .describe('Came within the quiet hours that last; counted when they are over'),
  created_at: z.iso.datetime(),
});

/** The message as HTTP shows it. */
export const messageView = (message: Message): z.output<typeof messageSchema> => ({
  message_id: message.messageId,
  event_id: message.eventId,
  dispatch_date: message.dispatchDate,
  kind: message.kind,
  content: message.content,
  locale: message.locale,
  is_read: message.isRead,
  is_archived: message.isArchived,
  is_later: message.isLater,
  created_at: message.createdAt.toISOString(),
});

export const unreadCountSchema = z.object({
  unread_count: z.int().min(0),
  later_count: z
    .int()
    .min(0)
    .describe('Unread messages that came within the quiet hours that last; not in unread_count'),
});

export const unreadCountView = ({
  unread,
  later,
}: UnreadCount): z.output<typeof unreadCountSchema> => ({
  unread_count: unread,
  later_count: later,
});
