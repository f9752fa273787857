import { definePlugin, roles } from '@promenade/core';
import { deadLetterRoutes } from './entry/dead-letter-routes.js';
import { eventGroupRoutes } from './entry/event-group-routes.js';
import { pluginRoutes } from './entry/plugin-routes.js';
import { sessionRoutes } from './entry/session-routes.js';
import { settingsRoutes } from './entry/settings-routes.js';
import { DeadLetterDesk } from './service/dead-letter-desk.js';
import { SessionReader } from './service/session-reader.js';
import { SettingsRights } from './service/settings-rights.js';

/** What the portal starts from: who is signed in, and which plugins the merchant uses. */
export default definePlugin({
  id: 'platform',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'always',
  permissions: {
    'platform.session.read': {
      summary: 'See who is signed in, and what this person may do',
      roles,
    },
    'platform.plugins.read': {
      summary: 'See which plugins a merchant uses',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer'],
    },
    'platform.plugins.write': {
      summary: 'Switch plugins on and off for a merchant',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'platform.settings.read': {
      summary: 'See the settings of plugins',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer'],
    },
    'platform.settings.write': {
      summary: 'Change the settings of plugins',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'platform.dead-letters.read': {
      summary: 'See the events of a merchant that could not be handled, and the consumer groups',
      roles: ['platform-admin'],
    },
    'platform.dead-letters.write': {
      summary: 'Replay and discard the events of a merchant that could not be handled',
      roles: ['platform-admin'],
    },
    'platform.event-groups.replay': {
      summary: 'Have a topic given to a consumer group again, for all merchants',
      roles: ['platform-admin'],
    },
  },
  bindings: [SessionReader, SettingsRights, DeadLetterDesk],
  contributes: {
    routes: [
      ...sessionRoutes,
      ...pluginRoutes,
      ...settingsRoutes,
      ...deadLetterRoutes,
      ...eventGroupRoutes,
    ],
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: '@promenade/plugin-platform-portal',
      pages: [
        {
          path: '/admin/plugins',
          title: 'pages.plugins',
          permission: 'platform.plugins.read',
          icon: 'plugins',
          placement: 'main',
        },
        {
          path: '/admin/dead-letters',
          title: 'pages.deadLetters',
          permission: 'platform.dead-letters.read',
          icon: 'alert',
          placement: 'main',
        },
      ],
    },
  },
});
