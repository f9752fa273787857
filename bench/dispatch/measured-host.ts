import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Order } from './orders.js';

/** The process of the host, seen from the bench. */
export class MeasuredHost {
  private readonly process: ChildProcess;

  constructor() {
    const register = join(import.meta.dirname, '..', '..', 'scripts', 'typescript', 'register.mjs');
    this.process = fork(join(import.meta.dirname, 'host-process.ts'), {
      execArgv: ['--disable-warning=TimeoutNegativeWarning', '--import', register],
    });
  }

  /** @throws what went wrong there */
  async ask(order: Order): Promise<Answer> {
    this.process.send(order);
    const [answer] = (await Promise.race([
      once(this.process, 'message'),
      once(this.process, 'exit').then(() => [{ error: 'the host ended by itself' }]),
    ])) as [Answer];
    if (answer.error !== undefined) throw new Error(String(answer.error));
    return answer;
  }

  async stop(): Promise<void> {
    await this.ask({ do: 'stop' });
    this.process.kill();
  }
}
