import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DatabaseUrls } from '@promenade/core/host';
import { provisionTestDatabase, queryAs, registryOfTests } from '@promenade/core/testing';
import { freePort } from '@promenade/embedded';
import { callCli, environmentOf } from './testing/call-cli.js';

const name = randomBytes(4).toString('hex');
const topic = `sale.${name}`;
let folder: string;
let urls: DatabaseUrls;
/** Where no registry is. */
let nowhere: string;

/** The definition of a plugin that produces sales with the given fields. */
const writePlugin = (...fields: object[]): void => {
  const schema = { type: 'record', name: 'Sale', fields };
  const contract = { topic, type: topic, key: 'id', schema, earlierSchemas: [] };
  const spec = {
    id: 'shop',
    version: '1.0.0',
    host: '*',
    enablement: 'always',
    contributes: { produces: [contract] },
  };
  writeFileSync(
    join(folder, `shop-${fields.length}.mjs`),
    `export default { $$type: 'promenade/plugin', contract: 1, spec: ${JSON.stringify(spec)} };`,
  );
  const plugins = [`./shop-${fields.length}.mjs`];
  writeFileSync(join(folder, 'promenade.config.json'), JSON.stringify({ plugins }));
};
const id = { name: 'id', type: 'string' };

const migrate = (registryUrl: string) => {
  const environment = { ...environmentOf(urls), PROMENADE_SCHEMAS_REGISTRY_URL: registryUrl };
  return callCli(['migrate'], { folder, environment });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'promenade-schemas-'));
  urls = await provisionTestDatabase(`schemas_${name}`);
  nowhere = `http://127.0.0.1:${await freePort()}`;
  writePlugin(id);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('promenade migrate says what is missing when the registry does not answer', async () => {
  expect(await migrate(nowhere)).toEqual({
    exitCode: 1,
    out: '',
    err: expect.stringMatching(
      `${nowhere} does not answer: .*ECONNREFUSED.*Not registered yet: '${topic}' of plugin 'shop'\\.\\nStart the registry`,
    ),
  });
});

test('promenade migrate registers the schemas of plugins and keeps their ids', async () => {
  const { url } = registryOfTests();
  const first = await migrate(url);
  expect(first).toMatchObject({ exitCode: 0, err: '' });
  const id = new RegExp(`^schema ${topic}-value: id (\\d+)$`, 'm').exec(first.out)?.[1];
  const rows = await queryAs(urls.relay, 'select subject, id from promenade.event_schema');
  expect(rows).toEqual([{ subject: `${topic}-value`, id }]);
  expect((await migrate(url)).out).toContain('schemas: up to date');
});

test('promenade migrate needs no registry for what is registered', async () => {
  const { exitCode, err } = await migrate(nowhere);
  expect({ exitCode, err }).toEqual({
    exitCode: 0,
    err: expect.stringMatching(/does not answer: .*; all schemas were known already\n$/),
  });
});

test('promenade migrate fails for a plugin whose schema is refused', async () => {
  writePlugin(id, { name: 'pieces', type: 'int' });
  expect(await migrate(registryOfTests().url)).toMatchObject({
    exitCode: 1,
    err: expect.stringMatching(
      `shop: the schema registry refuses the schema of '${topic}', which plugin 'shop' names: .+pieces`,
    ),
  });
});
