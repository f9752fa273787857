import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { assertPortsFree, freePort, PortTakenError } from './ports.js';

const wanted = (port: number, setting = 'x.port') => ({ port, service: 'The service', setting });

test.each(['127.0.0.1', '0.0.0.0'])(
  'tells port, service and cure of one taken on %s',
  async (host) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const failure = assertPortsFree([wanted(await freePort()), wanted(port, 'y.port')]);
    await expect(failure).rejects.toThrow(PortTakenError);
    await expect(failure).rejects.toMatchObject({
      port,
      service: 'The service',
      setting: 'y.port',
    });
    await expect(failure).rejects.toThrow(
      'set y.port to a free port: PROMENADE_Y_PORT=<port> or --set y.port=<port>.',
    );
    server.close();
  },
);

test('tells all that are taken', async () => {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    ports.push(typeof address === 'object' && address ? address.port : 0);
  }
  const [one = 0, other = 0] = ports;
  const all = [wanted(one), wanted(await freePort(), 'y.port'), wanted(other, 'http.port')];
  const failure = assertPortsFree(all);
  await expect(failure).rejects.toMatchObject({ port: one, taken: [all[0], all[2]] });
  await expect(failure).rejects.toThrow(
    `${other}, wanted by The service, is set by PROMENADE_HTTP_PORT=<port> or --set http.port=<port>`,
  );
  for (const server of servers) server.close();
});

test('lets free ports pass', async () => {
  await expect(assertPortsFree([wanted(await freePort())])).resolves.toBeUndefined();
});

test('gives each who asks another port, none that the system gives by itself', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  expect(new Set(ports).size).toBe(20);
  expect(Math.max(...ports)).toBeLessThan(30_000);
});

test.each([0, 65_536, 1.5, Number.NaN])('refuses %d', async (port) => {
  await expect(assertPortsFree([wanted(port)])).rejects.toThrow(/x\.port must be a port/);
});

test('refuses one port wanted twice', async () => {
  const port = await freePort();
  const failure = assertPortsFree([wanted(port), wanted(port, 'y.port')]);
  await expect(failure).rejects.toThrow(/y\.port and x\.port are both/);
});
