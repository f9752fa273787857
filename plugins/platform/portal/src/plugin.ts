import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

const rootRouteRef = createRouteRef({ id: 'platform' });

export const plugin = createPlugin({ id: 'platform', routes: { root: rootRouteRef } });

export const pages: PortalContribution['pages'] = {
  '/admin/plugins': plugin.provide(
    createRoutableExtension({
      name: 'PluginsPage',
      component: () => import('./pages/plugins-page.js').then((module) => module.PluginsPage),
      mountPoint: rootRouteRef,
    }),
  ),
};
