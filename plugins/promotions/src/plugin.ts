import { definePlugin } from '@promenade/core';
import { activityRoutes } from './entry/activity-routes.js';
import { Activities } from './service/activities.js';
import { ActivityDef } from './store/activity-def.js';
import { ActivityStore } from './store/activity-store.js';
import { Activities001 } from './store/migrations/001-activities.js';

/** Promotion activities: what a merchant offers, under which rule. */
export default definePlugin({
  id: 'promotions',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-out',
  permissions: {
    'promotions.activities.read': {
      summary: 'See promotion activities',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer', 'service'],
    },
    'promotions.activities.write': {
      summary: 'Draft promotion activities',
      roles: ['platform-admin', 'merchant-admin'],
    },
  },
  bindings: [Activities, ActivityStore],
  contributes: {
    routes: activityRoutes,
    migrations: { schema: 'promotions', list: [Activities001] },
    entities: [ActivityDef],
    locales: new URL('../locales/', import.meta.url),
  },
});
