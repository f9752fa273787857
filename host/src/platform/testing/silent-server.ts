import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens with room for next to no connection, and then never takes one. */
const program = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** More than wait for a server with that backlog; the system drops whoever comes after them. */
const crowd = 8;

/** A port that whoever connects to hears nothing from: no acceptance and no refusal, as behind a firewall that drops packets. */
export class SilentServer {
  private constructor(
    readonly port: number,
    private readonly worker: Worker,
    private readonly sockets: readonly Socket[],
  ) {}

  static async start(): Promise<SilentServer> {
    const worker = new Worker(program, { eval: true });
    const [port]: unknown[] = await once(worker, 'message');
    const sockets = Array.from({ length: crowd }, () => connect(Number(port), '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => undefined);
    await Promise.race(sockets.map((socket) => once(socket, 'connect')));
    return new SilentServer(Number(port), worker, sockets);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.worker.terminate();
  }
}
