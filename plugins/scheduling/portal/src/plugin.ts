import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';

const rootRouteRef = createRouteRef({ id: 'scheduling' });

export const plugin = createPlugin({ id: 'scheduling', routes: { root: rootRouteRef } });

export const pages: PortalContribution['pages'] = {
  '/admin/event-calendar': plugin.provide(
    createRoutableExtension({
      name: 'EventCalendarPage',
      component: () =>
        import('./pages/event-calendar-page.js').then((module) => module.EventCalendarPage),
      mountPoint: rootRouteRef,
    }),
  ),
};
