import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { RouteContribution } from './route.js';
import type { StreamContribution } from './stream.js';

extendZodWithOpenApi(z);

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  correlation_id: z.string(),
});

type PathRegistration = Parameters<OpenAPIRegistry['registerPath']>[0];
type RequestParameters = NonNullable<NonNullable<PathRegistration['request']>['params']>;

/** The OpenAPI 3.1 document of all contributed routes. */
export const openApiDocument = (plugins: readonly PluginSpec[], version: string) => {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  const problem = registry.register('Problem', problemSchema);
  for (const plugin of plugins) {
    for (const route of plugin.contributes?.routes ?? []) {
      registry.registerPath(pathOf(plugin, route, problem));
    }
    for (const stream of plugin.contributes?.streams ?? []) {
      registry.registerPath(streamPathOf(plugin, stream, problem));
    }
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Promenade', version, license: { name: 'Apache-2.0' } },
    security: [{ bearer: [] }],
    tags: plugins.map(({ id }) => ({ name: id })),
  });
};

const pathOf = (
  plugin: PluginSpec,
  route: RouteContribution,
  problem: z.ZodType,
): PathRegistration => {
  const { reply } = route;
  return {
    method: route.method,
    path: `/api/${plugin.id}/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    operationId: `${plugin.id}_${route.method}${route.path.replaceAll(/\W+/g, '_')}`,
    tags: [plugin.id],
    summary: route.summary,
    description: `Permission: \`${route.permission}\``,
    request: {
      ...(route.params && { params: route.params as RequestParameters }),
      ...(route.query && { query: route.query as RequestParameters }),
      ...(route.ifMatch && {
        headers: z.object({
          'if-match': z.string().describe('The ETag of the version to change'),
        }),
      }),
      ...(route.body && {
        body: { required: true, content: { 'application/json': { schema: route.body } } },
      }),
    },
    responses: {
      [reply.status]: {
        description: reply.description,
        ...(reply.body && { content: { 'application/json': { schema: reply.body } } }),
      },
      default: {
        description: 'What went wrong, as RFC 9457',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  };
};

const streamPathOf = (
  plugin: PluginSpec,
  stream: StreamContribution,
  problem: z.ZodType,
): PathRegistration => ({
  method: 'get',
  path: `/api/${plugin.id}/v1${stream.path.replaceAll(/:(\w+)/g, '{$1}')}`,
  operationId: `${plugin.id}_stream${stream.path.replaceAll(/\W+/g, '_')}`,
  tags: [plugin.id],
  summary: stream.summary,
  description: `Server-sent events. Permission: \`${stream.permission}\``,
  request: {
    query: z.object({
      merchant: z.guid().optional().describe('Stands in for the header Promenade-Merchant'),
    }),
    ...(stream.params && { params: stream.params as RequestParameters }),
  },
  responses: {
    200: {
      description: 'Events; the data of each is JSON of this schema',
      content: { 'text/event-stream': { schema: stream.data } },
    },
    default: {
      description: 'What went wrong, as RFC 9457',
      content: { 'application/problem+json': { schema: problem } },
    },
  },
});
