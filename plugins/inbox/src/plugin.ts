import { definePlugin } from '@promenade/core';
import { MessageStoreRef } from './contract.js';
import { messageRoutes } from './entry/message-routes.js';
import { Inbox } from './service/inbox.js';
import { DispatchDirectory } from './store/dispatch-directory.js';
import { MessageReader } from './store/message-reader.js';
import { Messages001 } from './store/migrations/001-messages.js';
import { PostgresMessageStore } from './store/postgres-message-store.js';

/** What customers read, and the store that the dispatcher writes to. */
export default definePlugin({
  id: 'inbox',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'inbox.messages.read': { summary: 'Read my messages', roles: ['customer'] },
    'inbox.messages.write': { summary: 'Mark my messages as read', roles: ['customer'] },
  },
  bindings: [
    Inbox,
    MessageReader,
    DispatchDirectory,
    { ref: MessageStoreRef, to: PostgresMessageStore },
  ],
  exports: [MessageStoreRef],
  contributes: {
    routes: messageRoutes,
    migrations: { schema: 'inbox', list: [Messages001] },
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: '@promenade/plugin-inbox-portal',
      pages: [
        {
          path: '/inbox',
          title: 'pages.inbox',
          permission: 'inbox.messages.read',
          icon: 'inbox',
          placement: 'account',
        },
      ],
    },
  },
});
