import { pageOf, route } from '@promenade/core';
import type { z } from 'zod';
import type { Activity } from '../domain/activity.js';
import { Activities } from '../service/activities.js';
import {
  activityListQuery,
  activityParams,
  activityView,
  newActivityBody,
} from './activity-schemas.js';

const viewOf = (activity: Activity): z.output<typeof activityView> => ({
  activity_id: activity.activityId,
  name: activity.name,
  description: activity.description,
  rule: activity.rule,
  status: activity.status,
  version: activity.version,
  created_at: activity.createdAt.toISOString(),
  updated_at: activity.updatedAt.toISOString(),
});

const activityReply = {
  status: 200,
  description: 'The activity',
  body: activityView,
  version: ({ version }: { version: number }) => version,
} as const;

/** `/api/promotions/v1/activities` */
export const activityRoutes = [
  route({
    method: 'get',
    path: '/activities',
    permission: 'promotions.activities.read',
    summary: 'List activities, newest first',
    query: activityListQuery,
    reply: { status: 200, description: 'A page of activities', body: pageOf(activityView) },
    handle: async ({ query, context }, scope) => {
      const page = await scope.get(Activities).list(context.merchantId, query);
      return { ...page, items: page.items.map(viewOf) };
    },
  }),
  route({
    method: 'post',
    path: '/activities',
    permission: 'promotions.activities.write',
    summary: 'Draft an activity',
    body: newActivityBody,
    reply: {
      ...activityReply,
      status: 201,
      location: ({ activity_id }) => `/activities/${activity_id}`,
    },
    handle: async ({ body, context }, scope) =>
      viewOf(
        await scope.get(Activities).draft(context.merchantId, body, context.principal.subject),
      ),
  }),
  route({
    method: 'get',
    path: '/activities/:activity_id',
    permission: 'promotions.activities.read',
    summary: 'Get an activity',
    params: activityParams,
    reply: activityReply,
    handle: async ({ params, context }, scope) =>
      viewOf(await scope.get(Activities).get(context.merchantId, params.activity_id)),
  }),
];
