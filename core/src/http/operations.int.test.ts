import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { hostVersion } from '../version.js';
import { shelf } from './testing/shelf.js';

let host: TestHost;
let ailing = false;

beforeAll(async () => {
  const patient = samplePlugin('patient', {
    contributes: {
      health: [
        {
          name: 'pulse',
          check: async () => {
            if (ailing) throw new Error('no pulse');
          },
        },
      ],
    },
  });
  host = await createTestHost({ plugins: [shelf, patient] });
});
afterAll(() => host?.stop());

type Json = Record<string, unknown>;
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner: unknown, key) => (inner as Json | undefined)?.[key], value);

describe('/health and /ready', () => {
  test('answer without a token', async () => {
    const health = await host.api.call('GET', '/health');
    expect({ status: health.status, body: health.body }).toEqual({
      status: 200,
      body: { status: 'ok' },
    });
    const ready = await host.api.call('GET', '/ready');
    expect({ status: ready.status, body: ready.body }).toEqual({
      status: 200,
      body: {
        status: 'ready',
        checks: {
          database: 'ok',
          enablement: 'ok',
          'plugin shelf': 'ok',
          'plugin patient': 'ok',
          'plugin patient pulse': 'ok',
        },
      },
    });
  });

  test('tell which check of which plugin fails: not ready, but alive', async () => {
    ailing = true;
    await eventually(async () => {
      const { status, body } = await host.api.call('GET', '/ready');
      expect(status).toBe(503);
      expect(at(body, 'checks', 'plugin patient pulse')).toBe('no pulse');
    });
    expect((await host.api.call('GET', '/health')).status).toBe(200);
    ailing = false;
    await eventually(async () => {
      expect((await host.api.call('GET', '/ready')).status).toBe(200);
    });
  });
});

describe('/metrics', () => {
  test('count requests by route pattern, and unknown paths under one label', async () => {
    const token = await host.token();
    for (const id of ['a', 'b']) {
      await host.api.call('GET', `/api/shelf/v1/items/${id}`, { token });
      await host.api.call('GET', `/api/${id}/v1/nothing`, { token });
    }
    await host.api.call('GET', '/API/shelf/v1/items/c', { token });
    const { status, headers, body } = await host.api.call('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    const counts = String(body.text)
      .split('\n')
      .filter((line) => line.includes('_seconds_count'));
    expect(counts).toContain(
      'promenade_http_request_seconds_count{method="GET",route="/api/shelf/v1/items/:id",status="400"} 3',
    );
    expect(counts.join('\n')).toMatch(/\{method="GET",route="other",status="404"\} \d+/);
    expect(counts.join('\n')).not.toMatch(/nothing|API/);
    expect(String(body.text)).toContain('process_cpu_seconds_total');
    expect(String(body.text)).toContain('# TYPE promenade_events_handled_total counter');
  });
});

describe('/api/openapi.json', () => {
  let document: Json;
  beforeAll(async () => {
    document = (await host.api.call('GET', '/api/openapi.json')).body;
  });

  test('describes this API in OpenAPI 3.1', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Promenade', version: hostVersion },
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      tags: [{ name: 'shelf' }, { name: 'patient' }],
    });
  });

  test('lists every route with its parameters, schemas and permission', () => {
    const paths = document.paths as Record<string, Json>;
    expect(Object.keys(paths).sort()).toEqual([
      '/api/shelf/v1/boom',
      '/api/shelf/v1/context',
      '/api/shelf/v1/items',
      '/api/shelf/v1/items/{id}',
    ]);
    const put = at(paths, '/api/shelf/v1/items/{id}', 'put');
    expect(put).toMatchObject({
      tags: ['shelf'],
      description: expect.stringContaining('shelf.items.write'),
      parameters: expect.arrayContaining([
        expect.objectContaining({ in: 'path', name: 'id', required: true }),
        expect.objectContaining({ in: 'header', name: 'if-match', required: true }),
      ]),
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['title', 'count'],
              additionalProperties: false,
              properties: {
                title: { type: 'string', minLength: 1, maxLength: 40 },
                count: { type: 'integer', minimum: 0 },
              },
            },
          },
        },
      },
    });
    const schema = ['content', 'application/json', 'schema', 'properties'];
    expect(at(put, 'responses', '200', ...schema)).toMatchObject({
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer' },
    });
    expect(at(paths, '/api/shelf/v1/items', 'get', 'parameters')).toEqual([
      expect.objectContaining({ in: 'query', name: 'limit' }),
      expect.objectContaining({ in: 'query', name: 'cursor', required: false }),
    ]);
  });

  test('is sound: operations are unique, path parameters are declared, references resolve', () => {
    const operations = Object.entries(document.paths as Record<string, Json>).flatMap(
      ([path, methods]) => Object.values(methods).map((one) => ({ path, ...(one as Json) })),
    );
    const ids = operations.map((operation) => at(operation, 'operationId'));
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations) {
      const parameters = (at(operation, 'parameters') ?? []) as { in: string; name: string }[];
      const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect(operation.path.match(/\{\w+\}/g) ?? []).toEqual(declared);
      expect(at(operation, 'responses', 'default', 'content')).toHaveProperty([
        'application/problem+json',
      ]);
    }
    const references = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
    expect(references).toContain('"#/components/schemas/Problem"');
    for (const reference of references) {
      const path = reference.slice(3, -1).split('/');
      expect([reference, at(document, ...path)]).toEqual([reference, expect.any(Object)]);
    }
  });

  test('is shown to people without asking anybody else', async () => {
    const { status, headers, body } = await host.api.call('GET', '/api/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    const linked = [...String(body.text).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, link]) => link,
    );
    expect(linked).toHaveLength(3);
    for (const link of linked) {
      const asset = await fetch(new URL(link ?? '', `${host.baseUrl}/api/docs`));
      await asset.arrayBuffer();
      expect([link, asset.status]).toEqual([link, 200]);
    }
  });
});
