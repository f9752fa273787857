import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

const rootRouteRef = createRouteRef({ id: 'platform' });
const deadLettersRouteRef = createRouteRef({ id: 'platform-dead-letters' });

export const plugin = createPlugin({
  id: 'platform',
  routes: { root: rootRouteRef, deadLetters: deadLettersRouteRef },
});

export const pages: PortalContribution['pages'] = {
  '/admin/plugins': plugin.provide(
    createRoutableExtension({
      name: 'PluginsPage',
      component: () => import('./pages/plugins-page.js').then((module) => module.PluginsPage),
      mountPoint: rootRouteRef,
    }),
  ),
  '/admin/dead-letters': plugin.provide(
    createRoutableExtension({
      name: 'DeadLettersPage',
      component: () =>
        import('./pages/dead-letters-page.js').then((module) => module.DeadLettersPage),
      mountPoint: deadLettersRouteRef,
    }),
  ),
};
