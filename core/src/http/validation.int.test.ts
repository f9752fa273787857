import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestHost, type TestHost } from '../testing/create-test-host.js';
import { items, shelf } from './testing/shelf.js';

const path = '/api/shelf/v1/items';
let host: TestHost;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [shelf] });
  token = await host.token();
});
afterAll(() => host?.stop());
beforeEach(() => items.clear());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  host.api.call('POST', path, { token, body, headers });
const sound = { title: 'Soup', count: 3 };

describe('a body', () => {
  test.each<[string, unknown, [path: string, code: string][]]>([
    ['an unknown field', { ...sound, extra: 1 }, [['/extra', 'unknown-field']]],
    [
      'unknown fields deep inside',
      { ...sound, labels: { 'a/b~c': { text: 'x', y: 1, z: 2 } } },
      [
        ['/labels/a~1b~0c/y', 'unknown-field'],
        ['/labels/a~1b~0c/z', 'unknown-field'],
      ],
    ],
    ['a wrong type', { ...sound, count: '3' }, [['/count', 'invalid-type']]],
    ['a number out of range', { ...sound, count: -1 }, [['/count', 'too-small']]],
    ['a text that is too long', { ...sound, title: 'x'.repeat(41) }, [['/title', 'too-big']]],
    ['a missing field', { title: 'Soup' }, [['/count', 'invalid-type']]],
    [
      'several faults at once',
      { title: '', count: 1.5, extra: null },
      [
        ['/title', 'too-small'],
        ['/count', 'invalid-type'],
        ['/extra', 'unknown-field'],
      ],
    ],
    ['null', null, [['', 'invalid-type']]],
    ['a list', [], [['', 'invalid-type']]],
    ['a bare string', '"soup"', [['', 'invalid-type']]],
    ['text that cannot be stored', { ...sound, title: 'a\0b' }, [['/title', 'unstorable-text']]],
    ['a prototype', '{"title":"x","count":1,"__proto__":{"admin":true}}', [['', 'unstorable-key']]],
    ['malformed JSON', '{"title": "Soup"', [['', 'malformed-json']]],
    ['no JSON at all', 'title=Soup', [['', 'malformed-json']]],
  ])(
    'with %s is refused with code and path, and nothing is stored',
    async (_case, sent, wanted) => {
      const { status, headers, body } = await post(sent);
      expect(status).toBe(400);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const errors = body.errors as unknown as { path: string; code: string; message: string }[];
      expect(errors.map(({ path: at, code }) => [at, code])).toEqual(wanted);
      for (const { message } of errors) expect(message).not.toBe('');
      expect(body).toMatchObject({
        status: 400,
        type: expect.stringMatching(/^urn:promenade:problem:core:/),
        title: expect.any(String),
        detail: expect.any(String),
        correlation_id: headers.get('x-correlation-id'),
      });
      expect(items.size).toBe(0);
    },
  );

  test.each<[string, unknown, Record<string, string>, number, string]>([
    [
      'a form',
      'title=Soup',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    [
      'an unknown charset',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'unsupported-media-type',
    ],
    ['an unknown encoding', '{}', { 'content-encoding': 'rot13' }, 415, 'unsupported-media-type'],
    ['a broken encoding', '{}', { 'content-encoding': 'gzip' }, 400, 'malformed-request'],
    ['nothing', undefined, {}, 415, 'unsupported-media-type'],
    ['more than 256 KB', { ...sound, title: 'x'.repeat(262_144) }, {}, 413, 'body-too-large'],
  ])('of %s is refused', async (_case, sent, headers, status, code) => {
    const answer = await post(sent, headers);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(items.size).toBe(0);
  });

  test('may name a JSON type of its own', async () => {
    const answer = await post(JSON.stringify(sound), { 'content-type': 'application/merge+json' });
    expect(answer.status).toBe(201);
  });
});

describe('query and path', () => {
  test.each([
    ['?limit=0', '/limit', 'too-small'],
    ['?limit=many', '/limit', 'invalid-type'],
    ['?limit=1&limit=2', '/limit', 'invalid-type'],
    ['?sort=title', '/sort', 'unknown-field'],
    ['?limit[]=1', '/limit[]', 'unknown-field'],
    ['?__proto__=1', '', 'unstorable-key'],
    ['/not-an-id', '/id', 'invalid-format'],
    ['/%00', '/id', 'unstorable-text'],
  ])('are checked: %s', async (rest, at, code) => {
    const { status, body } = await host.api.call('GET', `${path}${rest}`, { token });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: at, code, message: expect.any(String) }]);
  });

  test('that are not sent take their defaults', async () => {
    const { status, body } = await host.api.call('GET', path, { token });
    expect({ status, body }).toEqual({ status: 200, body: { items: [], next_cursor: null } });
  });
});

describe("a refusal in the caller's language", () => {
  test.each([
    ['ar-EG, en;q=0.5', 'ar', /\p{Script=Arabic}/u],
    ['he', 'he', /\p{Script=Hebrew}/u],
    ['fr', 'en', /^[\p{Script=Latin}\p{P}\p{Z}\d<>=]+$/u],
    ['en-a', 'en', /\p{Script=Latin}/u],
  ])('is written for %s', async (accept, locale, script) => {
    const { status, headers, body } = await post(
      { title: '', count: 'x', extra: 1 },
      { 'accept-language': accept },
    );
    expect(status).toBe(400);
    expect(headers.get('content-language')).toBe(locale);
    const errors = body.errors as unknown as { message: string }[];
    expect(errors).toHaveLength(3);
    for (const text of [body.title, body.detail, ...errors.map(({ message }) => message)]) {
      expect(text).toMatch(script);
    }
  });
});
