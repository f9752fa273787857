import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@promenade/embedded';

/** A Redis of one test alone, which it may stop and start. What it holds outlives that. */
export class OwnRedis {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly password: string | undefined,
  ) {}

  /** @param password that clients must give; none unless given */
  static async create(password?: string): Promise<OwnRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'promenade-redis-'));
    return new OwnRedis(folder, await freePort(), password);
  }

  /** The URL; without the password. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** @throws when the machine has no redis-server; `scripts/services up --only redis-cache` installs it */
  async start(): Promise<void> {
    const settings = {
      bind: '127.0.0.1',
      port: String(this.port),
      dir: this.folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
      ...(this.password !== undefined && { requirepass: this.password }),
    };
    const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const server = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.process = server;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.once('error', reject);
      server.once('exit', () => reject(new Error(`redis-server ended:\n${said}`)));
      server.stdout.on('data', (text) => {
        said += String(text);
        if (said.includes('Ready to accept connections')) resolve();
      });
    });
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** It keeps its connections, and answers nothing. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  /** Stops it and deletes all it held. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const server = this.process;
    this.process = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }
}
