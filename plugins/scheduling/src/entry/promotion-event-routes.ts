import { pageOf, route } from '@promenade/core';
import { EventCalendar } from '../service/event-calendar.js';
import { PublishNotes } from '../service/publish-notes.js';
import {
  eventChangesBody,
  eventListQuery,
  eventParams,
  newEventBody,
  promotionEventLine,
  promotionEventView,
  publishNotesView,
} from './promotion-event-schemas.js';
import { changesOf, fieldsOf, lineOf, viewOf } from './promotion-event-view.js';

const eventReply = {
  status: 200,
  description: 'The promotion event',
  body: promotionEventView,
  version: ({ version }: { version: number }) => version,
} as const;

/** Room for a list of 10,000 customers beside the texts. */
const mostKilobytes = 768;

/** `/api/scheduling/v1/events` */
export const promotionEventRoutes = [
  route({
    method: 'get',
    path: '/events',
    permission: 'scheduling.events.read',
    summary: 'List promotion events by start',
    query: eventListQuery,
    reply: {
      status: 200,
      description: 'A page of promotion events',
      body: pageOf(promotionEventLine),
    },
    handle: async ({ query: { q, ...filter }, context }, scope) => {
      const page = await scope.get(EventCalendar).list(context.merchantId, { ...filter, text: q });
      return { ...page, items: page.items.map(lineOf) };
    },
  }),
  route({
    method: 'post',
    path: '/events',
    permission: 'scheduling.events.write',
    summary: 'Create a promotion event as a draft',
    body: newEventBody,
    maxBodyKb: mostKilobytes,
    reply: { ...eventReply, status: 201, location: ({ event_id }) => `/events/${event_id}` },
    handle: async ({ body, context }, scope) =>
      viewOf(await scope.get(EventCalendar).create(context.merchantId, fieldsOf(body))),
  }),
  route({
    method: 'get',
    path: '/events/:event_id',
    permission: 'scheduling.events.read',
    summary: 'Get a promotion event',
    params: eventParams,
    reply: eventReply,
    handle: async ({ params, context }, scope) =>
      viewOf(await scope.get(EventCalendar).get(context.merchantId, params.event_id)),
  }),
  route({
    method: 'patch',
    path: '/events/:event_id',
    permission: 'scheduling.events.write',
    summary: 'Change a promotion event',
    params: eventParams,
    body: eventChangesBody,
    maxBodyKb: mostKilobytes,
    ifMatch: true,
    reply: eventReply,
    handle: async ({ params, body, expectedVersion, context }, scope) =>
      viewOf(
        await scope
          .get(EventCalendar)
          .update(context.merchantId, params.event_id, expectedVersion, changesOf(body)),
      ),
  }),
  route({
    method: 'delete',
    path: '/events/:event_id',
    permission: 'scheduling.events.write',
    summary: 'Delete a promotion event; messages already delivered stay',
    params: eventParams,
    ifMatch: true,
    reply: { status: 204, description: 'Deleted' },
    handle: async ({ params, expectedVersion, context }, scope) => {
      await scope.get(EventCalendar).remove(context.merchantId, params.event_id, expectedVersion);
      return undefined;
    },
  }),
  route({
    method: 'get',
    path: '/events/:event_id/publish-notes',
    permission: 'scheduling.events.publish',
    summary: 'What plugins say of a promotion event before it is published',
    params: eventParams,
    reply: { status: 200, description: 'Notes and warnings', body: publishNotesView },
    handle: async ({ params, context }, scope) => {
      const notes = await scope.get(PublishNotes).of(context.merchantId, params.event_id);
      return {
        items: notes.map(({ plugin, code, kind, params: values = {} }) => ({
          plugin,
          code,
          kind,
          params: { ...values },
        })),
      };
    },
  }),
  route({
    method: 'post',
    path: '/events/:event_id/publish',
    permission: 'scheduling.events.publish',
    summary: 'Publish a promotion event: it is dispatched on each day of its window',
    params: eventParams,
    ifMatch: true,
    reply: eventReply,
    handle: async ({ params, expectedVersion, context }, scope) =>
      viewOf(
        await scope
          .get(EventCalendar)
          .publish(context.merchantId, params.event_id, expectedVersion),
      ),
  }),
  route({
    method: 'post',
    path: '/events/:event_id/unpublish',
    permission: 'scheduling.events.publish',
    summary:
      'Take a published promotion event back: a draft again; messages already delivered stay',
    params: eventParams,
    ifMatch: true,
    reply: eventReply,
    handle: async ({ params, expectedVersion, context }, scope) =>
      viewOf(
        await scope
          .get(EventCalendar)
          .unpublish(context.merchantId, params.event_id, expectedVersion),
      ),
  }),
];
