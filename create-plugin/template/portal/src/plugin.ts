import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

const rootRouteRef = createRouteRef({ id: 'sample-plugin' });

export const plugin = createPlugin({ id: 'sample-plugin', routes: { root: rootRouteRef } });

export const pages: PortalContribution['pages'] = {
  '/admin/sample-plugin': plugin.provide(
    createRoutableExtension({
      name: 'MilestonesPage',
      component: () => import('./pages/milestones-page.js').then((module) => module.MilestonesPage),
      mountPoint: rootRouteRef,
    }),
  ),
};
