import { route } from '@promenade/core';
import { z } from 'zod';
import type { MessageMark } from '../domain/message.js';
import { Inbox } from '../service/inbox.js';
import { inboxOwner } from './inbox-owner.js';
import { messageSchema, messageView } from './message-view.js';

/** Sets or lifts one mark of one message; again without effect. */
const markRoute = (
  method: 'put' | 'delete',
  name: 'read' | 'archived',
  summary: string,
  mark: MessageMark,
) =>
  route({
    method,
    path: `/messages/:message_id/${name}`,
    permission: 'inbox.messages.write',
    summary,
    params: z.strictObject({ message_id: z.guid() }),
    reply: { status: 200, description: 'The message', body: messageSchema },
    handle: async ({ params, context }, scope) =>
      messageView(await scope.get(Inbox).mark(inboxOwner(context), params.message_id, mark)),
  });

/** `/api/inbox/v1/messages`: what a customer does with messages. */
export const markRoutes = [
  markRoute('put', 'read', 'Mark a message as read', { isRead: true }),
  markRoute('delete', 'read', 'Mark a message as unread', { isRead: false }),
  markRoute('put', 'archived', 'Archive a message', { isArchived: true }),
  markRoute('delete', 'archived', 'Take a message out of the archive', { isArchived: false }),
  route({
    method: 'put',
    path: '/messages/read',
    permission: 'inbox.messages.write',
    summary: 'Mark all my messages that are neither archived nor muted as read',
    reply: {
      status: 200,
      description: 'How many were unread',
      body: z.object({ marked_count: z.int().min(0) }),
    },
    handle: async ({ context }, scope) => ({
      marked_count: await scope.get(Inbox).markAllRead(inboxOwner(context)),
    }),
  }),
];
