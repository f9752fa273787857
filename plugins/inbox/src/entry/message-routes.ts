import { pageOf, pageQuery, route } from '@promenade/core';
import { z } from 'zod';
import { Inbox } from '../service/inbox.js';
import { inboxOwner } from './inbox-owner.js';
import { messageSchema, messageView } from './message-view.js';

/** `/api/inbox/v1/messages`: a customer's own messages. */
export const messageRoutes = [
  route({
    method: 'get',
    path: '/messages',
    permission: 'inbox.messages.read',
    summary: 'List my messages, newest first',
    query: pageQuery,
    reply: { status: 200, description: 'A page of messages', body: pageOf(messageSchema) },
    handle: async ({ query, context }, scope) => {
      const page = await scope.get(Inbox).page(inboxOwner(context), query);
      return { ...page, items: page.items.map(messageView) };
    },
  }),
  route({
    method: 'get',
    path: '/messages/unread-count',
    permission: 'inbox.messages.read',
    summary: 'Count my unread messages',
    reply: {
      status: 200,
      description: 'The number of unread messages',
      body: z.object({ unread_count: z.int().min(0) }),
    },
    handle: async ({ context }, scope) => ({
      unread_count: await scope.get(Inbox).unreadCount(inboxOwner(context)),
    }),
  }),
  route({
    method: 'put',
    path: '/messages/:message_id/read',
    permission: 'inbox.messages.write',
    summary: 'Mark a message as read',
    params: z.strictObject({ message_id: z.guid() }),
    reply: { status: 200, description: 'The message', body: messageSchema },
    handle: async ({ params, context }, scope) =>
      messageView(await scope.get(Inbox).markRead(inboxOwner(context), params.message_id)),
  }),
];
