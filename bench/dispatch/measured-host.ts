import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Order } from './orders.js';

/** The process of the host, seen from the bench. */
export class MeasuredHost {
  private readonly process: ChildProcess;

  /** @param environment what it has besides the bench's own */
  constructor(environment: Readonly<Record<string, string>> = {}) {
    // The packages as they are built: a compiler in the process would count as its memory.
    this.process = fork(join(import.meta.dirname, 'host-process.ts'), {
      env: { ...process.env, ...environment },
    });
  }

  /** @throws what went wrong there */
  async ask(order: Order): Promise<Answer> {
    const ended = new AbortController();
    const { signal } = ended;
    this.process.send(order);
    const [answer] = (await Promise.race([
      once(this.process, 'message', { signal }),
      once(this.process, 'exit', { signal }).then(() => [{ error: 'the host ended by itself' }]),
    ]).finally(() => ended.abort())) as [Answer];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  async stop(): Promise<void> {
    await this.ask({ do: 'stop' });
    this.process.kill();
  }
}
