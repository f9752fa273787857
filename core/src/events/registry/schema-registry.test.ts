import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AvroRecord } from '@promenade/proto';
import { RegistryUnavailableError, SchemaRefusedError } from './registry-errors.js';
import { SchemaRegistry } from './schema-registry.js';

const schema: AvroRecord = { type: 'record', name: 'Sale', fields: [] };

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
interface Seen {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

let server: Server | undefined;
const seen: Seen[] = [];

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
};

/** A registry that gives the same answer to everything. */
const answering = async ({ status = 200, body = {}, headers = {} }: Reply): Promise<string> => {
  seen.length = 0;
  server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { method, url, headers: given } = request;
      seen.push({ call: `${method} ${url}`, authorization: given.authorization, body: text });
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
};
const stop = (): Promise<void> =>
  new Promise((resolve) => {
    if (!server) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
afterEach(stop);

describe('SchemaRegistry', () => {
  it('calls below the path of its address, with name and password', async () => {
    const url = `${await answering({ body: { id: 3 } })}/apis/ccompat/v7/`;
    const registry = new SchemaRegistry({ url, username: 'shop', password: 'päss' });
    expect(await registry.register('shop.sale/eu-value', schema)).toBe(3);
    expect(seen).toEqual([
      {
        call: 'POST /apis/ccompat/v7/subjects/shop.sale%2Feu-value/versions',
        authorization: `Basic ${Buffer.from('shop:päss').toString('base64')}`,
        body: JSON.stringify({ schema: JSON.stringify(schema) }),
      },
    ]);
  });

  it('sends no authorization where it has none', async () => {
    const registry = new SchemaRegistry({ url: await answering({ body: { schema: '{}' } }) });
    expect(await registry.schemaOf('7')).toBe('{}');
    expect(seen).toMatchObject([{ call: 'GET /schemas/ids/7', authorization: undefined }]);
  });

  it('takes 404 for an answer where it asks what is there', async () => {
    const body = { error_code: 40403, message: 'Schema not found' };
    const registry = new SchemaRegistry({ url: await answering({ status: 404, body }) });
    expect(await registry.idOf('s', schema)).toBeUndefined();
    expect(await registry.schemaOf('7')).toBeUndefined();
    await expect(registry.demandCompatibility('s')).rejects.toThrow(
      /fails \(PUT \/config\/s, HTTP 404\): Schema not found/,
    );
  });

  it.each([409, 422])("tells the registry's reason for a refusal (%i)", async (status) => {
    const body = { error_code: status, message: 'reader type INT, writer type STRING' };
    const registry = new SchemaRegistry({ url: await answering({ status, body }) });
    const refused = registry.register('sale-value', schema);
    await expect(refused).rejects.toThrow(SchemaRefusedError);
    await expect(refused).rejects.toThrow(/'sale-value': reader type INT, writer type STRING/);
  });

  it.each<[string, Reply, RegExp, boolean?]>([
    [
      'is broken',
      { status: 500, body: 'oops' },
      /fails \(GET .*, HTTP 500\): it gives no reason/,
      true,
    ],
    ['is busy', { status: 429 }, /HTTP 429/, true],
    ['does not let us in', { status: 401 }, /refuses the name and password .*HTTP 401/],
    ['is something else', { body: '<html>' }, /is no schema registry: its answer is no JSON/],
    ['answers otherwise', { body: { id: 'x' } }, /is not understood/],
    ['points elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, /redirect/],
  ])('is not there as long as what answers %s', async (_, reply, message, passes = false) => {
    const url = await answering(reply);
    const registry = new SchemaRegistry({ url, username: 'shop', password: 'hush' });
    const answer = registry.schemaOf('7');
    await expect(answer).rejects.toThrow(RegistryUnavailableError);
    await expect(answer).rejects.toThrow(message);
    await expect(answer).rejects.toMatchObject({ passes });
    await expect(answer).rejects.not.toThrow(/hush/);
  });

  it('says why nobody answers', async () => {
    const url = await answering({});
    await stop();
    const answer = new SchemaRegistry({ url }).idOf('s', schema);
    await expect(answer).rejects.toThrow(RegistryUnavailableError);
    await expect(answer).rejects.toThrow(/does not answer: .*ECONNREFUSED/);
    await expect(answer).rejects.toMatchObject({ passes: true });
  });
});
