import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AvroField, EventContract } from '@promenade/proto';
import * as proto from '@promenade/proto';
import { coreMigrations } from '../../database/core-migrations.js';
import type { DatabaseUrls } from '../../database/database-roles.js';
import { migrateDatabase } from '../../database/migrate-database.js';
import { provisionTestDatabase, queryAs } from '../../testing/create-test-host.js';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { TcpProxy } from '../../testing/tcp-proxy.js';
import { registryOfTests } from '../../testing/test-registry.js';
import { onEvent } from '../on-event.js';
import { registerSchemas } from './register-schemas.js';
import { SchemaRegistry } from './schema-registry.js';
import { idField, piecesField, saleContract, saleSchema } from './testing/sale-contract.js';

let urls: DatabaseUrls;
let proxy: TcpProxy;
let prefix: string;
const registry = new SchemaRegistry(registryOfTests());

const isContract = (value: unknown): value is EventContract<unknown> =>
  typeof value === 'object' && value !== null && 'earlierSchemas' in value;
const shipped = Object.values<unknown>(proto).filter(isContract);
const colour = (...symbols: string[]): AvroField => ({
  name: 'colour',
  type: { type: 'enum', name: 'Colour', symbols, default: 'NONE' },
  default: 'NONE',
});

const producer = (id: string, ...produces: EventContract<unknown>[]) =>
  samplePlugin(id, { contributes: { produces } }).spec;
const consumer = (id: string, contract: EventContract<unknown>) => {
  const handler = { permission: `${id}.handle`, handle: () => Promise.resolve() };
  return samplePlugin(id, { contributes: { events: [onEvent(contract, handler)] } }).spec;
};
const register = (...specs: ReturnType<typeof producer>[]) =>
  registerSchemas(urls.owner, specs, {
    registry: { url: proxy.through(registryOfTests().url) },
    prefix,
  });
const kept = () =>
  queryAs<{ subject: string; id: string }>(
    urls.owner,
    'select subject, id from promenade.event_schema where starts_with(subject, $1) order by subject',
    [prefix],
  );

beforeAll(async () => {
  urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
  await migrateDatabase(urls.owner, [coreMigrations]);
  proxy = await TcpProxy.to(registryOfTests().url);
});
afterAll(() => proxy?.close());
beforeEach(() => {
  prefix = `${randomBytes(4).toString('hex')}.`;
  proxy.mend();
});

describe('registering schemas', () => {
  test('gives produced and consumed contracts an id each, under the topic at the broker', async () => {
    const refund = saleContract('refund', { ...saleSchema(idField), name: 'Refund' });
    const { added, refused } = await register(
      producer('shop', saleContract('sale')),
      consumer('books', saleContract('sale')),
      consumer('returns', refund),
    );
    expect(refused).toEqual([]);
    expect(added.map(({ subject }) => subject).toSorted()).toEqual([
      `${prefix}refund-value`,
      `${prefix}sale-value`,
    ]);
    expect(await kept()).toEqual(
      added
        .map(({ subject, id }) => ({ subject, id: String(id) }))
        .toSorted((a, b) => a.subject.localeCompare(b.subject)),
    );
    for (const { id, subject } of added) {
      expect(await registry.schemaOf(String(id))).toContain(
        subject.includes('sale') ? 'Sale' : 'Refund',
      );
    }
  });

  test('finds the second time what it registered the first time', async () => {
    const [first] = (await register(producer('shop', saleContract('sale')))).added;
    expect((await register(producer('shop', saleContract('sale')))).added).toEqual([]);
    expect(await kept()).toEqual([{ subject: first?.subject, id: String(first?.id) }]);
  });

  test.each([
    ['a field with a default', saleSchema(idField, colour('NONE')), saleSchema(idField)],
    ['no field that has a default', saleSchema(idField), saleSchema(idField, colour('NONE'))],
    [
      'another symbol of an enum with a default',
      saleSchema(idField, colour('NONE', 'RED')),
      saleSchema(idField, colour('NONE')),
    ],
    ['other words', saleSchema({ ...idField, doc: 'The sale.' }), saleSchema(idField)],
  ])('registers a schema with %s beside the one before it', async (_, changed, before) => {
    await register(producer('shop', saleContract('sale', before)));
    expect((await register(producer('shop', saleContract('sale', changed)))).refused).toEqual([]);
    expect(await kept()).toHaveLength(2);
  });

  test('takes every shipped contract and its releases', async () => {
    const releases = shipped.flatMap((contract) =>
      [...contract.earlierSchemas, contract.schema].map((schema) => ({ ...contract, schema })),
    );
    const { added, refused } = await register(producer('shop', ...releases));
    expect(refused).toEqual([]);
    expect(added).toHaveLength(releases.length);
  });

  test.each([
    ['that cannot read old records', saleSchema(idField, { name: 'pieces', type: 'int' })],
    ['whose records old readers cannot read', saleSchema(piecesField)],
  ])('has the registry refuse a change %s, and goes on with the others', async (_, schema) => {
    await register(producer('shop', saleContract('sale')));
    const { refused, added } = await register(
      producer('shop', saleContract('sale', schema)),
      producer('returns', saleContract('refund')),
    );
    expect(added).toMatchObject([{ subject: `${prefix}refund-value` }]);
    expect(refused).toMatchObject([{ pluginId: 'shop' }]);
    expect(refused[0]?.error.message).toMatch(
      /^the schema registry refuses the schema of 'sale', which plugin 'shop' names: .+(pieces|id) at \/fields/,
    );
  });

  test('holds a change against all earlier schemas, not only the last one', async () => {
    const before = saleSchema(idField, { name: 'pieces', type: 'string', default: '' });
    await register(producer('shop', saleContract('sale', before)));
    await register(producer('shop', saleContract('sale')));
    const again = saleContract('sale', saleSchema(idField, piecesField));
    expect((await register(producer('shop', again))).refused).toHaveLength(1);
  });

  test('needs no registry once all ids are known', async () => {
    await register(producer('shop', saleContract('sale')));
    proxy.cut();
    const { added, unavailable } = await register(producer('shop', saleContract('sale')));
    expect(added).toEqual([]);
    expect(unavailable?.message).toMatch(/^the schema registry at http.* does not answer/);
  });

  test('names what is missing, and for whom, when the registry is away', async () => {
    await register(producer('shop', saleContract('sale')));
    proxy.cut();
    const registering = register(
      producer('shop', saleContract('sale'), saleContract('refund')),
      consumer('books', saleContract('refund')),
    );
    await expect(registering).rejects.toMatchObject({
      name: 'SchemaRegistrationError',
      message: expect.stringMatching(
        /does not answer: .*Not registered yet: 'refund' of plugin 'shop'; 'refund' of plugin 'books'\.\n.*schemas\.registry_url/,
      ),
    });
    proxy.mend();
    expect((await register(producer('shop', saleContract('refund')))).added).toHaveLength(1);
  });

  test('goes not on with a registry that gives other ids', async () => {
    await register(producer('shop', saleContract('sale')));
    await queryAs(
      urls.owner,
      'update promenade.event_schema set id = id + 1000000 where starts_with(subject, $1)',
      [prefix],
    );
    await expect(register(producer('shop', saleContract('sale')))).rejects.toMatchObject({
      name: 'SchemaRegistrationError',
      message: expect.stringMatching(
        /'sale' under the id \d+, .* writes it as 1\d+: it is another/,
      ),
    });
  });

  test('does nothing without a registry', async () => {
    const specs = [producer('shop', saleContract('sale'))];
    expect(await registerSchemas(urls.owner, specs, { prefix })).toEqual({
      added: [],
      refused: [],
    });
    expect(await kept()).toEqual([]);
  });
});
