import { definePlugin, route } from '@promenade/core';
import { z } from 'zod';

const locales = new URL('./notes-texts/', import.meta.url);

/** A plugin that is on unless switched off, with a route, a page and two permissions. */
export const notes = definePlugin({
  id: 'notes',
  version: '1.2.3',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'notes.read': { summary: 'Read notes', roles: ['merchant-admin', 'customer'] },
    'notes.write': { summary: 'Write notes', roles: ['merchant-admin'] },
  },
  contributes: {
    locales,
    routes: [
      route({
        method: 'get',
        path: '/notes',
        permission: 'notes.read',
        summary: 'List notes',
        reply: { status: 200, description: 'The notes', body: z.array(z.string()) },
        handle: async () => ['buy milk'],
      }),
    ],
    portal: {
      package: '@sample/notes-portal',
      pages: [
        {
          path: '/notes',
          title: 'pages.notes',
          permission: 'notes.read',
          icon: 'notes',
          placement: 'account',
        },
        {
          path: '/admin/notes',
          title: 'pages.admin',
          permission: 'notes.write',
          icon: 'notes',
          placement: 'main',
        },
      ],
    },
  },
});

/** A plugin that is off unless switched on, and needs `notes`. */
export const digest = definePlugin({
  id: 'notes-digest',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-in',
  dependsOn: { required: ['notes'] },
});
