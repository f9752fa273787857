import { isTimeZone, route } from '@promenade/core';
import { z } from 'zod';
import type { MessageKind } from '../domain/message-kind.js';
import type { Preferences } from '../domain/preferences.js';
import { Inbox } from '../service/inbox.js';
import { inboxOwner } from './inbox-owner.js';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const quietHours = z
  .strictObject({
    from: timeOfDay.describe('Wall-clock time, HH:MM'),
    until: timeOfDay.describe('Wall-clock time, HH:MM; an earlier one is that of the next day'),
    timezone: z
      .string()
      .max(64)
      .refine(isTimeZone, { params: { code: 'unknown-timezone' } })
      .describe('IANA zone in which both are read'),
  })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    params: { code: 'quiet-hours-empty' },
  });

const body = z.strictObject({
  muted_kinds: z
    .array(z.string().min(1).max(200))
    .max(200)
    .describe('Kinds (promotion packages) whose messages are out of the list and the count'),
  quiet_hours: quietHours
    .nullable()
    .describe('Messages that come in these hours are counted when the hours are over'),
});

const reply = body.extend({
  version: z.int().min(0),
  kinds: z
    .array(
      z.object({
        kind: z.string(),
        newest_title: z
          .string()
          .nullable()
          .describe('The title of my newest message of the kind; null when I have none any more'),
      }),
    )
    .describe('The kinds that I have messages of, and those I muted'),
});

const view = ([{ version, mutedKinds, quietHours: quiet }, kinds]: [
  Preferences,
  readonly MessageKind[],
]): z.output<typeof reply> => ({
  version,
  muted_kinds: [...mutedKinds],
  quiet_hours: quiet ? { ...quiet } : null,
  kinds: kinds.map(({ kind, newestTitle }) => ({ kind, newest_title: newestTitle ?? null })),
});

/** `/api/inbox/v1/preferences`: what a customer decides about the inbox. */
export const preferenceRoutes = [
  route({
    method: 'get',
    path: '/preferences',
    permission: 'inbox.messages.read',
    summary: 'Read my preferences',
    reply: {
      status: 200,
      description: 'My preferences; version 0 while nothing was decided',
      body: reply,
      version: ({ version }) => version,
    },
    handle: async ({ context }, scope) =>
      view(await scope.get(Inbox).preferences(inboxOwner(context))),
  }),
  route({
    method: 'put',
    path: '/preferences',
    permission: 'inbox.messages.write',
    summary: 'Replace my preferences',
    body,
    ifMatch: true,
    reply: {
      status: 200,
      description: 'My preferences',
      body: reply,
      version: ({ version }) => version,
    },
    handle: async ({ body: { muted_kinds, quiet_hours }, expectedVersion, context }, scope) =>
      view(
        await scope.get(Inbox).setPreferences(inboxOwner(context), {
          version: expectedVersion,
          mutedKinds: [...new Set(muted_kinds)].toSorted(),
          quietHours: quiet_hours ?? undefined,
        }),
      ),
  }),
];
