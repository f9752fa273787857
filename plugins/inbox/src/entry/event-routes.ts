import { isSupportedLocale, route, supportedLocales } from '@promenade/core';
import { z } from 'zod';
import type { DispatchedEvent } from '../domain/dispatched-event.js';
import { DispatchedEvents } from '../service/dispatched-events.js';

const params = z.strictObject({ event_id: z.guid() });

const content = z.strictObject({
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(5_000),
});

const correction = z.record(z.string(), content).check((check) => {
  const locales = Object.keys(check.value);
  const refuse = (path: string[], issue: Record<string, unknown>): void =>
    void check.issues.push({ code: 'custom', input: check.value, path, params: issue });
  if (locales.length === 0) refuse([], { code: 'content-empty' });
  for (const locale of locales.filter((one) => !isSupportedLocale(one))) {
    refuse([locale], { code: 'unknown-locale', locales: supportedLocales.join(', ') });
  }
});

const reply = {
  status: 200,
  description: 'The event, as far as it was dispatched',
  body: z.object({
    event_id: z.guid(),
    retracted_at: z.iso.datetime().nullable(),
    days: z.array(
      z.object({
        dispatch_date: z.iso.date(),
        opened_at: z.iso.datetime(),
        recipients: z
          .int()
          .nullable()
          .describe('Customers who have its message; null where it is not known'),
        content: z.record(z.string(), z.object({ title: z.string(), body: z.string() })),
      }),
    ),
  }),
} as const;

const view = ({ eventId, retractedAt, days }: DispatchedEvent): z.output<typeof reply.body> => ({
  event_id: eventId,
  retracted_at: retractedAt?.toISOString() ?? null,
  days: days.map(({ dispatchDate, openedAt, recipients, content: contents }) => ({
    dispatch_date: dispatchDate,
    opened_at: openedAt.toISOString(),
    recipients: recipients ?? null,
    content: { ...contents },
  })),
});

const permission = 'inbox.events.manage';

/** `/api/inbox/v1/events`: what a merchant does about messages that customers have already. */
export const eventRoutes = [
  route({
    method: 'get',
    path: '/events/:event_id',
    permission: 'inbox.events.read',
    summary: 'Read what was dispatched of a promotion event; no days when nothing was',
    params,
    reply,
    handle: async ({ params: { event_id }, context: { merchantId } }, scope) =>
      view(await scope.get(DispatchedEvents).find(merchantId, event_id.toLowerCase())),
  }),
  route({
    method: 'post',
    path: '/events/:event_id/retract',
    permission,
    summary: "Take the event's messages out of every inbox",
    params,
    reply,
    handle: async ({ params: { event_id }, context: { merchantId } }, scope) =>
      view(await scope.get(DispatchedEvents).retract(merchantId, event_id.toLowerCase())),
  }),
  route({
    method: 'post',
    path: '/events/:event_id/restore',
    permission,
    summary: 'Put the messages of a retracted event back',
    params,
    reply,
    handle: async ({ params: { event_id }, context: { merchantId } }, scope) =>
      view(await scope.get(DispatchedEvents).restore(merchantId, event_id.toLowerCase())),
  }),
  route({
    method: 'put',
    path: '/events/:event_id/content',
    permission,
    summary: 'Correct the content of messages that are dispatched',
    params,
    body: z.strictObject({
      content: correction.describe(
        'Title and body of the locales to correct; a locale that no message is in is refused',
      ),
    }),
    reply,
    handle: async ({ params: { event_id }, body, context: { merchantId } }, scope) =>
      view(
        await scope.get(DispatchedEvents).correct(merchantId, event_id.toLowerCase(), body.content),
      ),
  }),
];
