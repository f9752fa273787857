import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { coreError } from '../../errors/core-errors.js';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { pageOf, pageQuery } from '../page.js';
import { type RouteContribution, route } from '../route.js';

const itemBody = z.strictObject({
  title: z.string().min(1).max(40),
  count: z.int().min(0),
  labels: z.record(z.string(), z.strictObject({ text: z.string() })).optional(),
});
const item = itemBody.extend({ id: z.guid(), version: z.int() });
type Item = z.output<typeof item>;
const params = z.strictObject({ id: z.guid() });

/** What was written, by id: a test looks here whether a refused request stored something. */
export const items = new Map<string, Item>();

const existing = (id: string): Item => {
  const found = items.get(id);
  if (!found) throw coreError('route-not-found', { params: { method: 'GET', path: id } });
  return found;
};
const versioned = { body: item, version: ({ version }: Item) => version };
const read = { permission: 'shelf.items.read', summary: 'Read' };
const write = { permission: 'shelf.items.write', summary: 'Write' };

const routes: readonly RouteContribution[] = [
  route({
    ...read,
    method: 'get',
    path: '/items',
    query: pageQuery,
    reply: { status: 200, description: 'The items', body: pageOf(item) },
    handle: async ({ query }) => ({
      items: [...items.values()].slice(0, query.limit),
      next_cursor: null,
    }),
  }),
  route({
    ...write,
    method: 'post',
    path: '/items',
    body: itemBody,
    reply: {
      ...versioned,
      status: 201,
      description: 'Stored',
      location: ({ id }) => `/items/${id}`,
    },
    handle: async ({ body }) => {
      const id = randomUUID();
      items.set(id, { ...body, id, version: 1 });
      return existing(id);
    },
  }),
  route({
    ...read,
    method: 'get',
    path: '/items/:id',
    params,
    reply: { ...versioned, status: 200, description: 'The item' },
    handle: async ({ params: { id } }) => existing(id),
  }),
  route({
    ...write,
    method: 'put',
    path: '/items/:id',
    params,
    body: itemBody,
    ifMatch: true,
    reply: { ...versioned, status: 200, description: 'Stored' },
    handle: async ({ params: { id }, body, expectedVersion }) => {
      const { version } = existing(id);
      if (version !== expectedVersion) throw coreError('version-mismatch');
      items.set(id, { ...body, id, version: version + 1 });
      return existing(id);
    },
  }),
  route({
    ...write,
    method: 'delete',
    path: '/items/:id',
    params,
    reply: { status: 204, description: 'Gone' },
    handle: async ({ params: { id } }) => void items.delete(id),
  }),
  route({
    ...read,
    method: 'get',
    path: '/context',
    reply: {
      status: 200,
      description: 'What the handler learned about the request',
      body: z.object({ merchant: z.string(), subject: z.string(), locale: z.string() }),
    },
    handle: async ({ context: { merchantId, principal, locale } }) => ({
      merchant: merchantId,
      subject: principal.subject,
      locale,
    }),
  }),
  route({
    ...read,
    method: 'get',
    path: '/boom',
    reply: { status: 204, description: 'Never' },
    handle: async () => {
      throw new TypeError('password hunter2 is wrong at line 7');
    },
  }),
];

/** A plugin with the usual operations on items. */
export const shelf = samplePlugin('shelf', {
  permissions: {
    'shelf.items.read': { summary: 'Read items', roles: ['merchant-admin', 'customer'] },
    'shelf.items.write': { summary: 'Write items', roles: ['merchant-admin'] },
  },
  contributes: { routes },
});
