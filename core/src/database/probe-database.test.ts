import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isPassingFault } from '../errors/passing-fault.js';
import { probeDatabase } from './probe-database.js';

/** AuthenticationOk and ReadyForQuery of the PostgreSQL protocol. */
const letIn = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** Lets everybody in, and answers no question, as a server does whose disk hangs. */
let server: Server;
const sockets = new Set<Socket>();
beforeEach(async () => {
  server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => socket.write(letIn));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  for (const socket of sockets) socket.destroy();
});

describe('probeDatabase', () => {
  it('takes a server that leaves its question unanswered for one that is away', async () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const error: unknown = await probeDatabase(`postgres://shop@127.0.0.1:${port}/shop`, 500).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ message: 'no answer within 0.5 s' });
    expect(isPassingFault(error)).toBe(true);
  });
});
