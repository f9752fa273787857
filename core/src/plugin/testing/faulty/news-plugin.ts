import { customerCreated } from '@promenade/proto';
import { onEvent } from '../../../events/on-event.js';
import { type RouteContribution, route } from '../../../http/route.js';
import { samplePlugin } from '../../../testing/sample-plugin.js';
import type { Contributions, Plugin, PluginSpec } from '../../define-plugin.js';
import { textsFolder } from './texts-folder.js';

export const newsRoute = (spec: Partial<RouteContribution> = {}): RouteContribution => ({
  ...route({
    method: 'get',
    path: '/news/:news_id',
    permission: 'news.read',
    summary: 'Read news',
    reply: { status: 204, description: 'Nothing' },
    handle: async () => undefined,
  }),
  ...spec,
});

export const onCustomer = (permission: string, group?: string) =>
  onEvent(customerCreated, {
    permission,
    handle: async () => undefined,
    ...(group !== undefined && { group }),
  });

export const newsPage = {
  path: '/news',
  title: 'pages.news',
  permission: 'news.read',
  icon: 'news',
  placement: 'main',
} as const;

/** A plugin that brings something of each kind and has nothing wrong, but for what a sample changes. */
export const news = (spec: Partial<PluginSpec> = {}, contributes: Contributions = {}): Plugin =>
  samplePlugin('news', {
    permissions: {
      'news.read': { summary: 'Read news', roles: ['customer'] },
      'news.write': { summary: 'Write news', roles: ['service'] },
    },
    ...spec,
    contributes: {
      routes: [newsRoute()],
      events: [onCustomer('news.write')],
      locales: textsFolder(),
      portal: { package: '@sample/news-portal', pages: [newsPage] },
      ...contributes,
    },
  });
