import { pageOf, pageQuery, route } from '@promenade/core';
import { z } from 'zod';
import { Inbox } from '../service/inbox.js';
import { inboxOwner } from './inbox-owner.js';
import { messageSchema, messageView, unreadCountSchema, unreadCountView } from './message-view.js';

/** `/api/inbox/v1/messages`: what a customer reads. */
export const messageRoutes = [
  route({
    method: 'get',
    path: '/messages',
    permission: 'inbox.messages.read',
    summary: 'List my messages, newest first',
    query: pageQuery.extend({
      filter: z
        .enum(['unread', 'archived', 'muted'])
        .optional()
        .describe('Without it, what is neither archived nor muted'),
      event_id: z.guid().optional().describe('Messages of this promotion event only'),
    }),
    reply: { status: 200, description: 'A page of messages', body: pageOf(messageSchema) },
    handle: async ({ query: { event_id: eventId, ...query }, context }, scope) => {
      const page = await scope.get(Inbox).page(inboxOwner(context), { ...query, eventId });
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
      description: 'The number of unread messages that are neither archived nor muted',
      body: unreadCountSchema,
    },
    handle: async ({ context }, scope) =>
      unreadCountView(await scope.get(Inbox).unreadCount(inboxOwner(context))),
  }),
];
