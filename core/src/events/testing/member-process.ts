import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { KafkaOptions } from '../kafka-options.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What a member process is told by its first argument. */
export interface MemberOrder {
  readonly options: KafkaOptions;
  readonly topic: string;
  readonly group: string;
}

/** A member of a group in a process of its own, which can be killed. */
export class MemberProcess {
  /** The values of the records that it was given. */
  readonly texts: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it has subscribed. */
  static async start(order: MemberOrder): Promise<MemberProcess> {
    const child = spawn(
      process.execPath,
      [
        '--import',
        './scripts/typescript/register.mjs',
        fileURLToPath(new URL('member.ts', import.meta.url)),
        JSON.stringify(order),
      ],
      { cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    const member = new MemberProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the member ended with code ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === 'subscribed') resolve();
        else member.texts.push(line);
      });
    });
    return member;
  }

  /** Has it leave its group in order. */
  stop(): void {
    this.child.stdin?.end();
  }

  /** Ends it at once: the broker hears nothing of it. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Resolves when the process is gone, whatever was done to it. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.kill();
    await once(this.child, 'exit');
  }
}
