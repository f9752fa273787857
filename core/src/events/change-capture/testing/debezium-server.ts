import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const deploy = join(import.meta.dirname, '..', '..', '..', '..', '..', 'deploy', 'debezium');

export interface DebeziumOptions {
  /** The unpacked distribution. */
  readonly folder: string;
  /** What `deploy/debezium/build.sh` wrote. */
  readonly jar: string;
  readonly java: string;
  /** Where it keeps its offsets. */
  readonly dataDir: string;
  /** The variables of `deploy/debezium/application.properties`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A real Debezium Server on the configuration of `deploy/debezium`. */
export class DebeziumServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: string[],
  ) {}

  static async start(options: DebeziumOptions): Promise<DebeziumServer> {
    const runner = (await readdir(options.folder)).find((name) => name.endsWith('-runner.jar'));
    if (!runner) throw new Error(`no Debezium Server lies in ${options.folder}`);
    const classPath = [join(options.folder, runner), options.jar, join(options.folder, 'lib', '*')];
    const settings = `-Dquarkus.config.locations=file:${join(deploy, 'application.properties')}`;
    const child = spawn(
      options.java,
      [
        '-Xmx384m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        settings,
        '-cp',
        classPath.join(':'),
        'io.debezium.server.Main',
      ],
      {
        cwd: options.dataDir,
        env: { ...process.env, ...options.variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    }
    return new DebeziumServer(child, lines);
  }

  /** @throws with what it said last, when it is gone */
  assertRuns(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Error(`Debezium Server has ended:\n${this.lines.join('').slice(-4_000)}`);
  }

  get output(): string {
    return this.lines.join('');
  }

  /** @param signal SIGKILL for a crash */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
