import { pageOf, pageQuery, route } from '@promenade/core';
import type { z } from 'zod';
import { type MilestoneProgress, Milestones } from '../service/milestones.js';
import { milestoneView, newMilestoneBody } from './milestone-schemas.js';

const viewOf = (milestone: MilestoneProgress): z.output<typeof milestoneView> => ({
  milestone_id: milestone.milestoneId,
  title: milestone.title,
  customers: milestone.customers,
  reached_percent: milestone.reachedPercent,
  created_at: milestone.createdAt.toISOString(),
});

/** `/api/sample-plugin/v1/milestones` */
export const milestoneRoutes = [
  route({
    method: 'get',
    path: '/milestones',
    permission: 'sample-plugin.milestones.read',
    summary: 'List milestones, newest first',
    query: pageQuery,
    reply: { status: 200, description: 'A page of milestones', body: pageOf(milestoneView) },
    handle: async ({ query, context }, scope) => {
      const page = await scope.get(Milestones).list(context.merchantId, query);
      return { ...page, items: page.items.map(viewOf) };
    },
  }),
  route({
    method: 'post',
    path: '/milestones',
    permission: 'sample-plugin.milestones.write',
    summary: 'Set a milestone',
    body: newMilestoneBody,
    reply: { status: 201, description: 'The milestone', body: milestoneView },
    handle: async ({ body, context }, scope) =>
      viewOf(await scope.get(Milestones).set(context.merchantId, body)),
  }),
];
