import { Agent, request } from 'node:http';

export interface Call {
  readonly method: 'GET' | 'PUT';
  readonly url: string;
  readonly token?: string;
}

/** Sends requests over connections that stay, and takes the time from the request to the last byte of its answer. */
export class TimedRequests {
  private readonly agent: Agent;

  /** @param concurrency requests on their way at once */
  constructor(private readonly concurrency: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  }

  /** @returns milliseconds of each call. @throws when an answer is not 2xx */
  async send(
    calls: readonly Call[],
    onBody?: (body: string, index: number) => void,
  ): Promise<number[]> {
    const taken: number[] = [];
    const waiting = calls.entries();
    const lane = async (): Promise<void> => {
      for (const [index, call] of waiting) {
        const begin = performance.now();
        const body = await this.body(call);
        taken[index] = performance.now() - begin;
        onBody?.(body, index);
      }
    };
    await Promise.all(Array.from({ length: this.concurrency }, lane));
    return taken;
  }

  close(): void {
    this.agent.destroy();
  }

  private body({ method, url, token }: Call): Promise<string> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, agent: this.agent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const body = Buffer.concat(parts).toString();
          const { statusCode = 0 } = answer;
          if (statusCode >= 200 && statusCode < 300) resolve(body);
          else reject(new Error(`${method} ${url}: ${statusCode} ${body}`));
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  }
}
