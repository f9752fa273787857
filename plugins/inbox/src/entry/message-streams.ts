import { stream } from '@promenade/core';
import { LiveCounts } from '../service/live-counts.js';
import { inboxOwner } from './inbox-owner.js';
import { unreadCountSchema, unreadCountView } from './message-view.js';

/** `/api/inbox/v1/messages/stream`: a customer's unread count, at once and whenever the inbox changes. */
export const messageStreams = [
  stream({
    path: '/messages/stream',
    permission: 'inbox.messages.read',
    summary: 'Follow my unread count: event `unread-count`, at once and with each change',
    data: unreadCountSchema,
    open: async ({ context, signal }, scope) =>
      countEvents(scope.get(LiveCounts).follow(inboxOwner(context), signal)),
  }),
];

async function* countEvents(counts: ReturnType<LiveCounts['follow']>) {
  for await (const count of counts) yield { event: 'unread-count', data: unreadCountView(count) };
}
