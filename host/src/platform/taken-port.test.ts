import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { PortTakenError } from '@promenade/embedded';
import { namingTakenPort } from './taken-port.js';

const listenOn = (port: number) =>
  new Promise<{ port: number; close: () => void }>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      resolve({ port: address.port, close: () => server.close() });
    });
  });

/** As the library of the gRPC server words it. */
const serveGrpcOn = (port: number) =>
  listenOn(port).catch((reason: unknown) => {
    throw new Error(`No address added out of total 1 resolved errors: [${String(reason)}]`);
  });

describe('a port that was taken after it was looked at', () => {
  it.each([
    ['HTTP', listenOn],
    ['gRPC', serveGrpcOn],
  ])('is told with its setting where %s listens', async (service, listen) => {
    const { port, close } = await listenOn(0);
    const wanted = [
      { port: 1, service: 'another', setting: 'another.port' },
      { port, service, setting: 'its.port' },
    ];
    const error: unknown = await listen(port).catch((reason: unknown) => reason);
    close();
    expect(Error.isError(error)).toBe(true);
    expect(error).not.toBeInstanceOf(PortTakenError);
    expect(namingTakenPort(error, wanted)).toMatchObject({ name: 'PortTakenError', port, service });
    expect(namingTakenPort(error, [])).toBe(error);
  });

  it('is nothing that another error is taken for', () => {
    const error = new Error('the database said no');
    const wanted = [{ port: 5432, service: 'PostgreSQL', setting: 'postgres.port' }];
    expect(namingTakenPort(error, wanted)).toBe(error);
    expect(namingTakenPort('5432', wanted)).toBe('5432');
  });
});
