import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { FormTooLargeError } from './form-too-large-error.js';
import { identityHandler } from './identity-handler.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Asks for the login page of a provider whose login fails in this way. */
const loginThatFails = async (error: Error): Promise<{ status: number; logged: string[] }> => {
  const logged: string[] = [];
  const server = createServer();
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const handler = identityHandler({
    port,
    styles: '',
    login: async () => {
      throw error;
    },
    provider: async () => undefined,
    onLog: (line, level) => logged.push(`${level}: ${line}`),
  });
  server.on('request', handler);
  const response = await fetch(`http://127.0.0.1:${port}/login/x`);
  return { status: response.status, logged };
};

test('a form that is too large is the fault of whoever posts it', async () => {
  const { status, logged } = await loginThatFails(new FormTooLargeError('too large'));
  expect({ status, logged }).toEqual({ status: 413, logged: [] });
});

test('any other failure is logged, one that is a RangeError too', async () => {
  const { status, logged } = await loginThatFails(new RangeError('Invalid time value'));
  expect(status).toBe(500);
  expect(logged).toEqual(['error: login failed: RangeError: Invalid time value']);
});
