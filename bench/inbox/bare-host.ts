import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process with nothing but routes that answer JSON. */
export class BareHost {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /** @param answers by the name of the route */
  static async start(answers: Readonly<Record<string, unknown>>): Promise<BareHost> {
    const register = join(import.meta.dirname, '..', '..', 'scripts', 'typescript', 'register.mjs');
    const process = fork(join(import.meta.dirname, 'bare-route.ts'), {
      execArgv: ['--import', register],
    });
    process.send(answers);
    const [port] = (await once(process, 'message')) as [number];
    return new BareHost(process, `http://127.0.0.1:${port}`);
  }

  stop(): void {
    this.process.kill();
  }
}
