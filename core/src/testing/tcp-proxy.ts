import { connect, createServer, type Server, type Socket } from 'node:net';

/** A connection string whose traffic a test can cut, as a network or a restarting server does. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  /** Connections that were tried so far, those that were refused too. */
  attempts = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly port: number,
  ) {}

  /** @param url where the connections lead; its host and port are replaced in `through` */
  static async to(url: string): Promise<TcpProxy> {
    const target = new URL(url);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const proxy = new TcpProxy(server, target, port);
    server.on('connection', (socket) => proxy.accept(socket));
    return proxy;
  }

  /** The same connection string, by way of the proxy. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(this.port);
    return changed.href;
  }

  /** Breaks all connections and refuses new ones. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: Socket): void {
    this.attempts += 1;
    if (this.isCut) {
      socket.resetAndDestroy();
      return;
    }
    const upstream = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.sockets.add(one);
      // A broken end breaks the other; the error itself is what the test wanted.
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
