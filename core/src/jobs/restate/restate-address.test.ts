import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RestateAddress } from './restate-address.js';

const service = 'promenade_timer_test';
const serviceUrl = 'http://127.0.0.1:9080';
const { signal } = new AbortController();

/** What the admin API answers, by method and path: a status, with what is told. */
type Answers = Readonly<Record<string, readonly [status: number, body?: object]>>;

let server: Server;
let answers: Answers;
let asked: string[];
let address: RestateAddress;
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const question = `${request.method} ${request.url}`;
    asked.push(question);
    const [status, body = {}] = answers[question] ?? [404];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const adminUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`;
  address = new RestateAddress({ adminUrl, serviceUrl }, service);
});
afterEach(() => void server.close());

const callsAt = (uri: string | undefined): Answers => ({
  [`GET /admin/services/${service}`]: [200, { deployment_id: 'dp_1' }],
  'GET /admin/deployments/dp_1': [200, { uri }],
});

describe('the address of the timers', () => {
  test('is made where Restate does not know the service', async () => {
    answers = { 'POST /admin/deployments': [201] };
    await address.register(signal);
    expect(asked).toEqual([`GET /admin/services/${service}`, 'POST /admin/deployments']);
    expect(await address.isRegistered(signal)).toBe(false);
  });

  test('is made again where Restate calls it already, however it writes it', async () => {
    answers = { ...callsAt(`${serviceUrl}/`), 'POST /admin/deployments': [200] };
    expect(await address.isRegistered(signal)).toBe(true);
    await address.register(signal);
    expect(asked.at(-1)).toBe('POST /admin/deployments');
  });

  test.each(['http://127.0.0.1:9081', undefined])(
    'takes the place of another one: %s',
    async (other) => {
      answers = { ...callsAt(other), 'PATCH /admin/deployments/dp_1': [200] };
      expect(await address.isRegistered(signal)).toBe(false);
      await address.register(signal);
      expect(asked.at(-1)).toBe('PATCH /admin/deployments/dp_1');
    },
  );

  test('is refused in Restate’s words', async () => {
    answers = { 'POST /admin/deployments': [400, { message: 'it does not answer' }] };
    await expect(address.register(signal)).rejects.toThrow(
      /^Restate at http:\/\/.*\/admin refused the address http:\/\/127\.0\.0\.1:9080: 400 .*it does not answer/,
    );
  });

  test.each(['/services/promenade_timer_test', '/deployments/dp_1'])(
    'is not said to be refused when Restate cannot answer %s',
    async (path) => {
      answers = { ...callsAt(serviceUrl), [`GET /admin${path}`]: [500] };
      const fault = /does not say where it calls promenade_timer_test: 500/;
      await expect(address.isRegistered(signal)).rejects.toThrow(fault);
      await expect(address.register(signal)).rejects.toThrow(fault);
    },
  );
});
