import { route } from '@promenade/core';
import { DispatchDays } from '../service/dispatch-days.js';
import { dayParams, daysView, dayView, eventParams, viewOf } from './day-view.js';

const summaries = {
  pause: 'Pause a dispatch day: nothing more is delivered until it is resumed',
  resume: 'Go on with a paused dispatch day where it stopped',
  cancel: 'Cancel a dispatch day for good; messages already delivered stay',
} as const;

const changeRoute = (action: keyof typeof summaries) =>
  route({
    method: 'post',
    path: `/events/:event_id/days/:date/${action}`,
    permission: 'dispatch.days.manage',
    summary: summaries[action],
    params: dayParams,
    reply: { status: 200, description: 'The dispatch day', body: dayView },
    handle: async ({ params: { event_id, date }, context }, scope) => {
      const day = { eventId: event_id, dispatchDate: date };
      return viewOf(await scope.get(DispatchDays).change(context.merchantId, day, action));
    },
  });

/** `/api/dispatch/v1/events/{event_id}/days` */
export const dayRoutes = [
  route({
    method: 'get',
    path: '/events/:event_id/days',
    permission: 'dispatch.days.read',
    summary: 'List the dispatch days of a promotion event with their progress, newest first',
    params: eventParams,
    reply: { status: 200, description: 'The dispatch days', body: daysView },
    handle: async ({ params, context }, scope) => {
      const days = await scope.get(DispatchDays).list(context.merchantId, params.event_id);
      return { items: days.map(viewOf) };
    },
  }),
  changeRoute('pause'),
  changeRoute('resume'),
  changeRoute('cancel'),
];
