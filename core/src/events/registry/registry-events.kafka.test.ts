import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compileForeignSchema, type EventContract } from '@promenade/proto';
import { createLogger } from '../../observability/logger.js';
import { createTestHost, type TestHost } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { TcpProxy } from '../../testing/tcp-proxy.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { registryOfTests } from '../../testing/test-registry.js';
import { confluentFormat } from '../avro/confluent-format.js';
import { createKafkaEventBus } from '../create-kafka-event-bus.js';
import type { EventBus, EventRecord } from '../event-bus.js';
import { onEvent } from '../on-event.js';
import { Outbox } from '../outbox.js';
import { SchemaRegistry } from './schema-registry.js';
import {
  idField,
  piecesField,
  type Sale,
  saleContract,
  saleSchema,
} from './testing/sale-contract.js';

const topic = 'sale';
const permission = 'books.handle';
const registry = new SchemaRegistry(registryOfTests());
const framing = confluentFormat(() => undefined);
const merchantId = randomUUID();

let prefix: string;
let proxy: TcpProxy;
/** Stands for programs that are no host. */
let others: EventBus;
let hosts: TestHost[];
let handled: Sale[];

const contract = (schema = saleSchema(idField, piecesField)): EventContract<Sale> =>
  saleContract(topic, schema);

/** A plugin that writes sales and takes them. */
const books = (ofSale = contract()) =>
  samplePlugin('books', {
    permissions: { [permission]: { summary: 'Take sales', roles: ['service'] } },
    contributes: {
      produces: [ofSale],
      events: [
        onEvent(ofSale, {
          permission,
          handle: async (sale) => {
            handled.push(sale);
          },
        }),
      ],
    },
  });

const start = async (
  options: Partial<Parameters<typeof createTestHost>[0]> = {},
): Promise<TestHost> => {
  const host = await createTestHost({
    plugins: [books()],
    kafka: kafkaOfTests(prefix),
    schemas: { url: proxy.through(registryOfTests().url) },
    ...options,
  });
  hosts.push(host);
  return host;
};

const append = (host: TestHost, ...sales: Sale[]): Promise<void> =>
  appendTo(contract(), host, sales);

const appendTo = (
  ofSale: EventContract<Sale>,
  host: TestHost,
  sales: readonly Sale[],
): Promise<void> => {
  const outbox = host.started[0]?.scope.get<Outbox>(Outbox);
  if (!outbox) throw new Error('the plugin did not start');
  return host.database.transaction(merchantId, (tx) => outbox.append(tx, ofSale, sales));
};

/** Publishes a record as another producer would. */
const publish = (value: Buffer): Promise<void> =>
  others.publish([
    {
      topic,
      key: 'k',
      value,
      headers: {
        ce_specversion: '1.0',
        ce_id: randomUUID(),
        ce_type: topic,
        ce_source: '/elsewhere',
        ce_time: new Date().toISOString(),
        ce_merchantid: merchantId,
        ce_correlationid: 'c',
        'content-type': framing.contentType,
      },
    },
  ]);

/** Registers a newer schema, and writes a record in it. */
const publishNewer = async (id: string, field: string): Promise<void> => {
  const newer = saleSchema(idField, piecesField, { name: field, type: 'string', default: '' });
  const schemaId = await registry.register(`${prefix}${topic}-value`, newer);
  const body = compileForeignSchema(newer).toBuffer({ id, pieces: 2, [field]: 'new' });
  await publish(framing.frame(String(schemaId), body));
};

const recordsOf = async (name: string): Promise<EventRecord[]> => {
  const records: EventRecord[] = [];
  await others.subscribe({
    group: 'test',
    topic: name,
    deliver: async (some) => {
      records.push(...some);
    },
  });
  return records;
};

const counted = async (host: TestHost, metric: string): Promise<number> => {
  const text = await (await fetch(`${host.baseUrl}/metrics`)).text();
  return Number(
    new RegExp(`^${metric}\\{.*topic="${topic}".*\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0,
  );
};
const deadLettered = (host: TestHost) => counted(host, 'promenade_events_dead_lettered_total');
const soon = (check: () => void | Promise<void>) => eventually(async () => check(), 30_000);

beforeEach(async () => {
  prefix = `${randomBytes(4).toString('hex')}.`;
  proxy = await TcpProxy.to(registryOfTests().url);
  others = await createKafkaEventBus(kafkaOfTests(prefix), createLogger({ level: 'silent' }));
  hosts = [];
  handled = [];
});
const stopAll = async (): Promise<void> => {
  for (const host of hosts.splice(0)) await host.stop();
  await others?.close();
  await proxy?.close();
};
afterEach(stopAll);

describe('events over Kafka with a schema registry', () => {
  test("go in Confluent's wire format under the id that the registry gave", async () => {
    const host = await start();
    await append(host, { id: 'a', pieces: 3 });
    await soon(() => expect(handled).toEqual([{ id: 'a', pieces: 3 }]));

    const records = await recordsOf(topic);
    await soon(() => expect(records).toHaveLength(1));
    const id = await registry.idOf(`${prefix}${topic}-value`, contract().schema);
    expect(records[0]?.value.subarray(0, 5)).toEqual(framing.frame(String(id), Buffer.alloc(0)));
    expect(records[0]?.headers['content-type']).toBe('application/vnd.confluent.avro');
  });

  test('are those that the plugin declares, and no others', async () => {
    const host = await start();
    await expect(appendTo(saleContract('refund'), host, [{ id: 'a' }])).rejects.toThrow(
      "'/promenade/books' appends events of 'refund', which it does not declare",
    );
  });

  test('are read in a newer schema of another producer', async () => {
    await start();
    await publishNewer('a', 'colour');
    await soon(() => expect(handled).toEqual([{ id: 'a', pieces: 2 }]));
  });

  test('wait for the registry as long as it is away, and are not set aside', async () => {
    const host = await start();
    proxy.cut();
    await publishNewer('a', 'colour');
    await soon(async () =>
      expect(await counted(host, 'promenade_event_failures_total')).toBeGreaterThan(2),
    );
    expect((await host.api.call('GET', '/ready')).status).toBe(200);
    expect(handled).toEqual([]);

    proxy.mend();
    await soon(() => expect(handled).toEqual([{ id: 'a', pieces: 2 }]));
    expect(await deadLettered(host)).toBe(0);
  });

  test('are set aside with the cause when nobody can ever read them', async () => {
    const host = await start();
    const unlike = { ...saleSchema(piecesField), name: 'Unlike' };
    const unlikeId = await registry.register(`${prefix}unlike-value`, unlike);
    await publish(framing.frame('2000000000', Buffer.from([2, 97, 2])));
    await publish(framing.frame(String(unlikeId), Buffer.from([2])));
    await append(host, { id: 'after', pieces: 1 });
    await soon(() => expect(handled).toEqual([{ id: 'after', pieces: 1 }]));

    const letters = await recordsOf(`${topic}.books.dlq`);
    await soon(() => expect(letters).toHaveLength(2));
    const messages = letters.map(({ headers }) => headers.dlq_message);
    expect(messages).toContainEqual(
      'sale: unknown-schema: the registry knows no schema 2000000000',
    );
    expect(messages).toContainEqual(
      expect.stringMatching(
        `incompatible-schema: schema ${unlikeId} of the registry cannot be read`,
      ),
    );
  });

  test('start without the registry once their schemas are known', async () => {
    const first = await start();
    await first.stop();
    proxy.cut();
    const second = await start({ urls: first.urls });
    await append(second, { id: 'a', pieces: 1 });
    await soon(() => expect(handled).toEqual([{ id: 'a', pieces: 1 }]));
  });

  test('leave out a plugin whose schema the registry refuses', async () => {
    await registry.demandCompatibility(`${prefix}${topic}-value`);
    await registry.register(`${prefix}${topic}-value`, saleSchema({ name: 'id', type: 'int' }));
    const host = await start({ plugins: [books(), samplePlugin('other')] });
    expect(host.started.map(({ spec }) => spec.id)).toEqual(['other']);
    expect(host.failed).toMatchObject([
      {
        spec: { id: 'books' },
        reason: expect.stringContaining("the schema of 'sale', which plugin 'books'"),
      },
    ]);
  });
});

describe('an installation that is given a registry', () => {
  test('loses nothing: hosts with and without it read what both write', async () => {
    const without = await start({ schemas: undefined, roles: ['http', 'relay', 'consumers'] });
    await append(without, { id: 'before', pieces: 1 });
    const withIt = await start({ urls: without.urls, roles: ['http'] });
    await append(withIt, { id: 'meanwhile', pieces: 2 });
    await soon(() => expect(handled.map(({ id }) => id)).toEqual(['before', 'meanwhile']));

    expect(await deadLettered(without)).toBe(0);
    await append(without, { id: 'late', pieces: 3 });
    await without.stop();
    const last = await start({ urls: without.urls, roles: ['http', 'relay', 'consumers'] });
    await append(last, { id: 'after', pieces: 4 });
    await soon(() =>
      expect(handled.map(({ id }) => id).toSorted()).toEqual([
        'after',
        'before',
        'late',
        'meanwhile',
      ]),
    );
    expect(await deadLettered(last)).toBe(0);
  });

  test('hears what is missing from a host that has none and meets a schema of elsewhere', async () => {
    await start({ schemas: undefined });
    await publishNewer('a', 'colour');
    const letters = await recordsOf(`${topic}.books.dlq`);
    await soon(() => expect(letters).toHaveLength(1));
    expect(letters[0]?.headers.dlq_message).toMatch(
      /no-registry: .* names schema \d+ of a schema registry, and this host has none: set 'schemas.registry_url'/,
    );
  });
});
