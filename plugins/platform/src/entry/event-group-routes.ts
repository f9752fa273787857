import { GroupReplay, instant, LoggerRef, route } from '@promenade/core';
import { z } from 'zod';

const name = z.string().min(1).max(249);

/** `/api/platform/v1/event-groups` */
export const eventGroupRoutes = [
  route({
    method: 'get',
    path: '/event-groups',
    permission: 'platform.dead-letters.read',
    summary: 'List the consumer groups, their topics, and how many records each has before it',
    reply: {
      status: 200,
      description: 'All groups of the installed plugins, by topic',
      body: z.object({
        items: z.array(
          z.object({
            plugin_id: z.string(),
            group: z.string(),
            topic: z.string(),
            lag: z.number().int(),
          }),
        ),
      }),
    },
    handle: async (_request, scope) => ({
      items: (await scope.get(GroupReplay).groups()).map(({ plugin, group, topic, lag }) => ({
        plugin_id: plugin,
        group,
        topic,
        lag,
      })),
    }),
  }),
  route({
    method: 'post',
    path: '/event-groups/replay',
    permission: 'platform.event-groups.replay',
    summary:
      'Have a topic given to a group again, for all merchants; what it has processed has no effect again',
    body: z.strictObject({
      group: name,
      topic: name,
      from: instant
        .nullable()
        .describe('The first record that is given again was written then or later; null for all'),
    }),
    reply: {
      status: 200,
      description: 'How many records the group has before it now',
      body: z.object({ lag: z.number().int() }),
    },
    handle: async ({ body: { group, topic, from }, context: { principal } }, scope) => {
      const lag = await scope.get(GroupReplay).replay({ group, topic, ...(from && { from }) });
      scope
        .get(LoggerRef)
        .warn({ group, topic, from, by: principal.subject, lag }, 'group was set back');
      return { lag };
    },
  }),
];
