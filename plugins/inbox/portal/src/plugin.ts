import { createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import type { PortalContribution } from '@promenade/portal-kit';
import { DeliveredPanel } from './delivered/delivered-panel.js';
import { UnreadBadge } from './unread-badge.js';

const rootRouteRef = createRouteRef({ id: 'inbox' });

export const plugin = createPlugin({ id: 'inbox', routes: { root: rootRouteRef } });

export const pages: PortalContribution['pages'] = {
  '/inbox': plugin.provide(
    createRoutableExtension({
      name: 'InboxPage',
      component: () => import('./pages/inbox-page.js').then((module) => module.InboxPage),
      mountPoint: rootRouteRef,
    }),
  ),
};

export const badges: PortalContribution['badges'] = { '/inbox': UnreadBadge };

export const panels: PortalContribution['panels'] = { 'scheduling.event': DeliveredPanel };
