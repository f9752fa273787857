import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asMerchant, createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import plugin from './plugin.js';

const path = '/api/promotions/v1/activities';
const springSale = {
  name: 'Spring sale',
  description: 'Ten per cent off garden furniture',
  rule: { when: { category: 'garden', from: 2 }, grant: [{ percent: 10 }], note: 'חסה', cap: null },
};
interface Page {
  readonly items: readonly { readonly name: string }[];
  readonly next_cursor: string | null;
}

let host: TestHost;
let merchantId: string;
let token: string;

beforeAll(async () => {
  host = await createTestHost({ plugins: [plugin] });
});
beforeEach(async () => {
  merchantId = randomUUID();
  token = await host.token({ merchantId, subject: 'dana' });
});
afterAll(() => host?.stop());

const post = (body: unknown, as = token) => host.api.call('POST', path, { token: as, body });
const get = (id: unknown, as = token) =>
  host.api.call('GET', `${path}/${String(id)}`, { token: as });
const list = (query = '', as = token) => host.api.call('GET', `${path}${query}`, { token: as });
const stored = () =>
  queryAs(asMerchant(host.urls.application, merchantId), 'select * from promotions.activity_def');

describe('activities', () => {
  test('are kept as drafts and read back the same', async () => {
    const created = await post(springSale);
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.headers.get('location')).toBe(`${path}/${String(created.body.activity_id)}`);
    expect(created.body).toEqual({
      ...springSale,
      activity_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      status: 'DRAFT',
      version: 1,
      created_at: expect.stringMatching(/Z$/),
      updated_at: created.body.created_at,
    });
    const read = await get(created.body.activity_id);
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(created.body);
    expect(await stored()).toMatchObject([{ created_by: 'dana' }]);
  });

  test('need no description', async () => {
    const { status, body } = await post({ name: 'Plain', rule: {} });
    expect(status).toBe(201);
    expect(body).toMatchObject({ description: null, rule: {} });
  });

  test('are listed newest first, page by page', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    for (const name of names) await post({ name, rule: {} });
    const seen: string[] = [];
    let query: string | null = '?limit=2';
    while (query !== null) {
      const { status, body } = await list(query);
      expect(status).toBe(200);
      const { items, next_cursor } = body as unknown as Page;
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map(({ name }) => name));
      query = next_cursor === null ? null : `?limit=2&cursor=${next_cursor}`;
    }
    expect(seen).toEqual(names.toReversed());
  });

  test('are filtered by status', async () => {
    await post(springSale);
    expect((await list('?status=DRAFT')).body.items).toHaveLength(1);
    expect((await list('?status=PUBLISHED')).body.items).toEqual([]);
  });
});

describe('what is not valid is answered with 400, code and path, and nothing is stored', () => {
  const deep = (levels: number): object => (levels === 0 ? {} : { in: deep(levels - 1) });

  test.each<[string, unknown, string, string]>([
    ['an unknown field', { ...springSale, status: 'PUBLISHED' }, '/status', 'unknown-field'],
    ['a wrong type', { ...springSale, name: 7 }, '/name', 'invalid-type'],
    ['an empty name', { ...springSale, name: ' ' }, '/name', 'too-small'],
    ['no rule', { name: 'Spring sale' }, '/rule', 'invalid-type'],
    ['a rule that is a list', { ...springSale, rule: [] }, '/rule', 'invalid-type'],
    ['a rule that is a text', { ...springSale, rule: '{}' }, '/rule', 'invalid-type'],
    ['a rule that is null', { ...springSale, rule: null }, '/rule', 'invalid-type'],
    ['malformed JSON', '{"name": "Spring', '', 'malformed-json'],
    [
      'a rule that is too large',
      { ...springSale, rule: { text: 'a'.repeat(70_000) } },
      '/rule',
      'rule-too-large',
    ],
    [
      'a rule that is nested too deeply',
      { ...springSale, rule: deep(40) },
      `/rule${'/in'.repeat(32)}`,
      'rule-too-deep',
    ],
    ['a number that lost digits', '{"name":"x","rule":{"n":1e999}}', '/rule/n', 'rule-number'],
    ['text that cannot be stored', { name: 'x', rule: { a: '\0' } }, '/rule/a', 'unstorable-text'],
    [
      'half a character',
      String.raw`{"name":"x","rule":{"a":"\ud800"}}`,
      '/rule/a',
      'unstorable-text',
    ],
  ])('%s', async (_case, body, at, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors).toContainEqual({
      path: at,
      code,
      message: expect.stringMatching(/\s/),
    });
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['?limit=0', '/limit'],
    ['?limit=101', '/limit'],
    ['?status=GONE', '/status'],
    ['?colour=red', '/colour'],
    ['?cursor=nonsense', '/cursor'],
    [`?cursor=${Buffer.from('["x"]').toString('base64url')}`, '/cursor'],
  ])('the query %s', async (query, at) => {
    const { status, body } = await list(query);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: at })]);
  });

  test('an id that is none', async () => {
    const { status, body } = await get('17');
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path: '/activity_id' })]);
  });
});

describe('who may do what', () => {
  test('a viewer and a service read, and a customer does not', async () => {
    const { body } = await post(springSale);
    for (const role of ['merchant-viewer', 'service'] as const) {
      const reader = await host.token({ merchantId, roles: [role] });
      expect((await get(body.activity_id, reader)).status).toBe(200);
      const refused = await post(springSale, reader);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'permission-denied' });
    }
    const customer = await host.token({ merchantId, roles: ['customer'] });
    expect((await list('', customer)).status).toBe(403);
    expect(await stored()).toHaveLength(1);
  });

  test('nobody without a valid token', async () => {
    expect((await host.api.call('GET', path)).status).toBe(401);
    const expired = await host.token({ merchantId, expiresIn: -60 });
    expect((await post(springSale, expired)).status).toBe(401);
  });

  test('another merchant finds nothing, by HTTP and in SQL', async () => {
    const { body } = await post(springSale);
    const other = randomUUID();
    const stranger = await host.token({ merchantId: other });
    const missing = await get(body.activity_id, stranger);
    expect(missing.status).toBe(404);
    expect(missing.body).toMatchObject({ code: 'activity-not-found' });
    expect((await list('', stranger)).body).toEqual({ items: [], next_cursor: null });

    const text = 'select 1 from promotions.activity_def';
    const { application } = host.urls;
    expect(await queryAs(asMerchant(application, merchantId), text)).toHaveLength(1);
    expect(await queryAs(asMerchant(application, other), text)).toEqual([]);
    expect(await queryAs(application, text)).toEqual([]);
    await expect(
      queryAs(
        asMerchant(application, other),
        `update promotions.activity_def set merchant_id = $1`,
        [merchantId],
      ),
    ).resolves.toEqual([]);
  });

  test('nobody of a merchant for which the plugin is off; its activities are kept', async () => {
    const { body } = await post(springSale);
    const change = { pluginId: 'promotions', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    const off = await list();
    expect(off.status).toBe(404);
    expect(off.body).toMatchObject({ code: 'plugin-not-enabled' });
    await host.directory.switch(merchantId, { ...change, enabled: true });
    expect((await get(body.activity_id)).status).toBe(200);
  });
});

describe('the table', () => {
  test('has row-level security forced, on its partitions too, and no grant on these', async () => {
    const tables = await queryAs<{ name: string }>(
      host.urls.owner,
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
         c.relispartition and has_table_privilege('promenade_app', c.oid, 'select, insert, update, delete') as granted
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
       where c.relnamespace = 'promotions'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    );
    expect(tables).toHaveLength(9);
    expect(tables).toEqual(tables.map(({ name }) => ({ name, forced: true, granted: false })));
  });

  test('takes no status out of the list', async () => {
    await post(springSale);
    await expect(
      queryAs(
        asMerchant(host.urls.application, merchantId),
        `update promotions.activity_def set status = 'GONE'`,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });
});
