import { z } from 'zod';
import type { Message } from '../domain/message.js';

export const messageSchema = z.object({
  message_id: z.guid(),
  event_id: z.guid(),
  dispatch_date: z.iso.date(),
  content: z.object({ title: z.string(), body: z.string() }),
  locale: z.string(),
  is_read: z.boolean(),
  created_at: z.iso.datetime(),
});

/** The message as HTTP shows it. */
export const messageView = (message: Message): z.output<typeof messageSchema> => ({
  message_id: message.messageId,
  event_id: message.eventId,
  dispatch_date: message.dispatchDate,
  content: message.content,
  locale: message.locale,
  is_read: message.isRead,
  created_at: message.createdAt.toISOString(),
});
