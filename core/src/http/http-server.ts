import { createServer, type RequestListener, type Server } from 'node:http';

/** An HTTP server that can be stopped without cutting off requests in hand. */
export class HttpServer {
  private readonly server: Server;

  constructor(app: RequestListener) {
    this.server = createServer(app);
  }

  /** @param port 0 for any free one. @returns the port that was bound. @throws when it is taken */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  /** @param milliseconds after which requests in hand are cut off */
  async close(milliseconds: number): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    // A connection whose request was in hand becomes idle later, and callers would keep it open for seconds.
    const idle = setInterval(() => this.server.closeIdleConnections(), 50);
    const impatient = setTimeout(() => this.server.closeAllConnections(), milliseconds);
    await closed;
    clearInterval(idle);
    clearTimeout(impatient);
  }
}
