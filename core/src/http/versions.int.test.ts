import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { items, shelf } from './testing/shelf.js';

const path = '/api/shelf/v1/items';
let host: TestHost;
let token: string;
let location: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [shelf] });
  token = await host.token();
});
afterAll(() => host?.stop());
beforeEach(async () => {
  items.clear();
  const { headers } = await host.api.call('POST', path, { token, body: { title: 'a', count: 1 } });
  location = headers.get('location') ?? '';
});

const put = (ifMatch?: string, title = 'b') =>
  host.api.call('PUT', location, {
    token,
    body: { title, count: 2 },
    headers: { ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
  });

describe('a resource', () => {
  test('tells where it is and which version it has', async () => {
    const answer = await host.api.call('POST', path, { token, body: { title: 'a', count: 1 } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('location')).toBe(`${path}/${String(answer.body.id)}`);
    const read = await host.api.call('GET', answer.headers.get('location') ?? '', { token });
    expect({ status: read.status, body: read.body }).toEqual({ status: 200, body: answer.body });
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.headers.get('cache-control')).toBe('no-store');
  });

  test('changes for one who knows its version', async () => {
    const { status, headers, body } = await put('"1"');
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toMatchObject({ title: 'b', version: 2 });
  });

  test('changes once when two know the same version', async () => {
    const statuses = (await Promise.all([put('"1"', 'b'), put('"1"', 'c')])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 412]);
  });

  test.each([
    ['no version', undefined, 428, 'if-match-required'],
    ['a stale version', '"7"', 412, 'version-mismatch'],
    ['a bare number', '1', 400, 'invalid-if-match'],
    ['any version', '*', 400, 'invalid-if-match'],
    ['a weak version', 'W/"1"', 400, 'invalid-if-match'],
    ['several versions', '"1", "2"', 400, 'invalid-if-match'],
    ['nonsense', '"one"', 400, 'invalid-if-match'],
  ])('does not change for one who names %s', async (_case, ifMatch, status, code) => {
    const answer = await put(ifMatch);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    const read = await host.api.call('GET', location, { token });
    expect(read.body).toMatchObject({ title: 'a', version: 1 });
  });

  test('is gone without a word when deleted', async () => {
    const { status, headers, body } = await host.api.call('DELETE', location, { token });
    expect({ status, body, type: headers.get('content-type') }).toEqual({
      status: 204,
      body: { text: '' },
      type: null,
    });
    expect((await host.api.call('GET', location, { token })).status).toBe(404);
  });
});
