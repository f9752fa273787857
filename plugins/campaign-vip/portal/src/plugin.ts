import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

const rootRouteRef = createRouteRef({ id: 'campaign-vip' });

export const plugin = createPlugin({ id: 'campaign-vip', routes: { root: rootRouteRef } });

export const pages: PortalContribution['pages'] = {
  '/admin/tiers': plugin.provide(
    createRoutableExtension({
      name: 'TiersPage',
      component: () => import('./pages/tiers-page.js').then((module) => module.TiersPage),
      mountPoint: rootRouteRef,
    }),
  ),
};
