import { definePlugin } from '@promenade/core';
import { countNewCustomers } from './entry/customer-events.js';
import { milestoneRoutes } from './entry/milestone-routes.js';
import { Milestones } from './service/milestones.js';
import { CustomerCountStore } from './store/customer-count-store.js';
import { Milestones001 } from './store/migrations/001-milestones.js';
import { MilestoneStore } from './store/milestone-store.js';

/** Milestones on the way to more customers. */
export default definePlugin({
  id: 'sample-plugin',
  version: '0.1.0',
  host: '^0.1.0',
  enablement: 'opt-in',
  permissions: {
    'sample-plugin.milestones.read': {
      summary: 'See the milestones and how far they are reached',
      roles: ['platform-admin', 'merchant-admin', 'merchant-viewer'],
    },
    'sample-plugin.milestones.write': {
      summary: 'Set milestones',
      roles: ['platform-admin', 'merchant-admin'],
    },
    'sample-plugin.customers.count': {
      summary: 'Count customers as they come',
      roles: ['service'],
    },
  },
  bindings: [Milestones, MilestoneStore, CustomerCountStore],
  contributes: {
    routes: milestoneRoutes,
    events: [countNewCustomers],
    migrations: { schema: 'sample_plugin', list: [Milestones001] },
    locales: new URL('../locales/', import.meta.url),
    portal: {
      package: 'promenade-plugin-sample-plugin/portal',
      pages: [
        {
          path: '/admin/sample-plugin',
          title: 'pages.milestones',
          permission: 'sample-plugin.milestones.read',
          icon: 'chart',
          placement: 'main',
        },
      ],
    },
  },
});
