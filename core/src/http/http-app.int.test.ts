import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { shelf } from './testing/shelf.js';

const path = '/api/shelf/v1/items';
let host: TestHost;
let token: string;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  const write = (line: string): number => lines.push(JSON.parse(line) as (typeof lines)[number]);
  lines = [];
  host = await createTestHost({
    plugins: [shelf],
    logger: createLogger({ level: 'debug', destination: { write } }),
  });
  token = await host.token();
});
afterAll(() => host?.stop());
beforeEach(() => {
  lines = [];
});

const call = (method: string, at: string, headers: Record<string, string> = {}) =>
  host.api.call(method, at, { token, headers });

/** Sends a request line as it is: no client stands between. @returns status and body */
const raw = async (line: string): Promise<{ status: number; answer: string }> => {
  const socket = connect(host.httpPort, '127.0.0.1');
  socket.write(`${line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n`);
  socket.write('connection: close\r\n\r\n');
  const answer = await text(socket);
  return { status: Number(answer.split(' ')[1]), answer };
};

describe('what leads nowhere', () => {
  test.each(['/api/shelf/v1/nothing', '/api/unknown/v1/items', '/api', '/nothing', '/', '/auth/x'])(
    '%s is a problem',
    async (at) => {
      const { status, headers, body } = await call('GET', at);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({ code: 'route-not-found', status: 404 });
    },
  );

  test.each([
    'GET /api/shelf/v1/items/%E0%A4%A',
    'GET /api/shelf/v1/items/%',
    'GET /api/shelf/v1/items/%zz',
    'GET /api/shelf/v1/items/%c0%ae',
  ])('%s is the fault of the caller', async (line) => {
    const { status, answer } = await raw(line);
    expect(status).toBe(400);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('malformed-request');
  });

  test.each([
    'GET /%',
    'GET /%ff',
    'GET //',
    'GET //evil.test/api',
    'GET /api/%2e%2e/%2e%2e/etc/passwd',
    'GET /api/shelf/v1/../../../etc/passwd',
    'GET /api/docs/%2e%2e%2fpackage.json',
    'GET /api/docs/..%5cpackage.json',
    'GET http://evil.test/api',
  ])('%s is nobody’s business', async (line) => {
    const { status, answer } = await raw(line);
    expect([400, 403, 404]).toContain(status);
    expect(answer).toContain('application/problem+json');
    expect(answer).not.toContain(import.meta.dirname.split('/core/')[0]);
  });
});

describe('a query', () => {
  test.each(['/api/nothing', '/nothing', '/api/shelf/v1/boom', path])(
    'of %s stays out of logs and answers',
    async (at) => {
      const { body } = await call('GET', `${at}?access_token=hunter3`);
      expect(JSON.stringify([body, lines])).not.toContain('hunter3');
    },
  );
});

describe('methods', () => {
  test('HEAD answers as GET does, without a body', async () => {
    for (const at of [path, '/health', '/ready', '/api/openapi.json']) {
      const { status, body } = await call('HEAD', at);
      expect({ at, status, text: body.text }).toEqual({ at, status: 200, text: '' });
    }
    expect((await host.api.call('HEAD', path)).status).toBe(401);
  });

  test('OPTIONS names the methods and does nothing else', async () => {
    const { status, headers } = await call('OPTIONS', path);
    expect(status).toBe(200);
    expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
    // No other site may call: there are no CORS headers.
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await call('OPTIONS', '/api/nothing')).status).toBe(404);
  });

  test.each(['PATCH', 'PROPFIND'])(
    '%s, which the path does not have, is told which it has',
    async (method) => {
      const { status, headers, body } = await call(method, path);
      expect({ status, code: body.code }).toEqual({ status: 405, code: 'method-not-allowed' });
      expect(headers.get('allow')).toBe('GET, HEAD, POST');
      expect(body.detail).toBe(`${method} is not possible here. Possible: GET, HEAD, POST.`);
      expect((await call(method, '/api/shelf/v1/nothing')).status).toBe(404);
    },
  );
});

describe('a correlation id', () => {
  test.each(['abc-123', '0190aaaa-0000-7000-8000-00000000000a', 'a:b.c_d', 'x'.repeat(128)])(
    'that is sane is kept: %s',
    async (sent) => {
      const { headers, body } = await call('GET', '/api/nothing', { 'x-correlation-id': sent });
      expect(headers.get('x-correlation-id')).toBe(sent);
      expect(body.correlation_id).toBe(sent);
    },
  );

  test.each(['', 'a b', 'x'.repeat(129), '<script>', '${jndi:ldap://evil}', 'a\tb', '"'])(
    'that is hostile is replaced: %j',
    async (sent) => {
      const { headers } = await call('GET', '/health', { 'x-correlation-id': sent });
      expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('stands in the log beside merchant and plugin', async () => {
    await call('GET', '/api/shelf/v1/boom', { 'x-correlation-id': 'trace-me' });
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'request failed',
        correlation_id: 'trace-me',
        merchant_id: host.merchantId,
        plugin_id: 'shelf',
      }),
    );
  });
});

describe('an unexpected error', () => {
  test('is a problem that tells nothing of it; the log tells all', async () => {
    const { status, headers, body } = await call('GET', '/api/shelf/v1/boom');
    expect(status).toBe(500);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Object.keys(body).sort()).toEqual(
      ['code', 'correlation_id', 'detail', 'status', 'title', 'type'].sort(),
    );
    expect(body.code).toBe('internal');
    expect(JSON.stringify([body, ...headers])).not.toMatch(/hunter2|TypeError|\.ts|at Object/);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        err: expect.objectContaining({
          message: 'password hunter2 is wrong at line 7',
          stack: expect.stringContaining('shelf.ts'),
        }),
      }),
    );
  });

  test('is not made of a refusal: that is no error of ours', async () => {
    await call('GET', '/api/nothing');
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('every answer of the API', () => {
  test('forbids sniffing and framing, and does not say what serves it', async () => {
    for (const at of [path, '/api/nothing', '/api/openapi.json']) {
      const { headers } = await call('GET', at);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
