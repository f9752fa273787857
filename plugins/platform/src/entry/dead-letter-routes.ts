import { DeadLetters, deadLetterStates, pageOf, pageQuery, route } from '@promenade/core';
import { z } from 'zod';
import { DeadLetterDesk } from '../service/dead-letter-desk.js';
import { deadLetterDetail, deadLetterView, detailOf, viewOf } from './dead-letter-view.js';

const name = z.string().min(1).max(249);
const id = z.string().min(1).max(600);
const ids = z.array(id).min(1).max(100);

/** What became of a request for several dead letters: one that is refused keeps no other from it. */
const outcome = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), code: z.string() })),
});

/** `/api/platform/v1/dead-letters`: those of the selected merchant, and of nobody else. */
export const deadLetterRoutes = [
  route({
    method: 'get',
    path: '/dead-letters',
    permission: 'platform.dead-letters.read',
    summary: 'List the events of the merchant that could not be handled, newest first',
    query: pageQuery.extend({
      topic: name.optional(),
      group: name.optional(),
      state: z.enum([...deadLetterStates, 'all']).default('open'),
      // It names a place in each partition of each topic.
      cursor: z.string().max(8_000).optional(),
    }),
    reply: {
      status: 200,
      description: 'A page of dead letters; it may be short though there is a next one',
      body: pageOf(deadLetterView),
    },
    handle: async ({ query, context: { merchantId } }, scope) => {
      const { topic, group, limit, cursor } = query;
      const state = query.state === 'all' ? undefined : query.state;
      const { items, next } = await scope
        .get(DeadLetters)
        .list({ topic, group, state, merchantId }, { limit, cursor });
      return { items: items.map(viewOf), next_cursor: next ?? null };
    },
  }),
  route({
    method: 'get',
    path: '/dead-letters/:id',
    permission: 'platform.dead-letters.read',
    summary: 'Show a dead letter with cause, origin, headers and payload',
    params: z.strictObject({ id }),
    reply: { status: 200, description: 'The dead letter', body: deadLetterDetail },
    handle: async ({ params, context }, scope) =>
      detailOf(await scope.get(DeadLetters).show(params.id, context.merchantId)),
  }),
  route({
    method: 'post',
    path: '/dead-letters/replay',
    permission: 'platform.dead-letters.write',
    summary: 'Give dead letters back to the groups that could not handle them, and to no other',
    body: z.strictObject({ ids }),
    reply: { status: 200, description: 'Which were given back, and which not', body: outcome },
    handle: ({ body, context }, scope) =>
      scope.get(DeadLetterDesk).replay(body.ids, {
        by: context.principal.subject,
        merchantId: context.merchantId,
      }),
  }),
  route({
    method: 'post',
    path: '/dead-letters/discard',
    permission: 'platform.dead-letters.write',
    summary: 'Put dead letters away',
    body: z.strictObject({ ids, reason: z.string().trim().max(500).optional() }),
    reply: { status: 200, description: 'Which were put away, and which not', body: outcome },
    handle: ({ body, context }, scope) =>
      scope.get(DeadLetterDesk).discard(body.ids, {
        by: context.principal.subject,
        merchantId: context.merchantId,
        ...(body.reason && { reason: body.reason }),
      }),
  }),
];
