import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, signAccessToken } from '@promenade/embedded';
import pg from 'pg';
import { keepPortal, takePortal } from './built-portal.js';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

type Settings = Readonly<Record<string, string>>;

const portSettings = [
  'HTTP_PORT',
  'GRPC_PORT',
  'POSTGRES_PORT',
  'IDENTITY_PORT',
  'TIMERS_PORT',
  'RESTATE_PORTS_INGRESS',
  'RESTATE_PORTS_ADMIN',
  'RESTATE_PORTS_NODE',
].map((name) => `PROMENADE_${name}`);

/** A host in a folder of its own, run by the built command line, that can be killed and started again. */
export class Platform {
  private host: ChildProcess | undefined;
  private readonly signed = new Map<string, Promise<string>>();

  private constructor(
    readonly dataDir: string,
    private readonly ports: Settings,
    private readonly given: Settings,
    private readonly installation: string,
  ) {}

  /**
   * @param given environment of the host, beside ports of its own; services that it does not name are embedded
   * @param installation folder with a `promenade.config.json` and the packages
   */
  static async create(given: Settings = {}, installation = root): Promise<Platform> {
    const dataDir = await mkdtemp(join(tmpdir(), 'promenade-e2e-'));
    const ports: Record<string, string> = {};
    for (const name of portSettings) {
      // A port is free until something listens there: asked twice, the system may name the same one.
      do ports[name] = String(await freePort());
      while (Object.entries(ports).some(([other, port]) => other !== name && port === ports[name]));
    }
    if (installation === root) await takePortal(dataDir);
    return new Platform(dataDir, ports, given, installation);
  }

  /** Another host of the same installation: it uses the timers and the identity provider that this one brings. */
  async another(): Promise<Platform> {
    const at = (port: string): string => `http://localhost:${this.ports[`PROMENADE_${port}`]}`;
    return Platform.create(
      {
        PROMENADE_RESTATE_INGRESS_URL: at('RESTATE_PORTS_INGRESS'),
        PROMENADE_RESTATE_ADMIN_URL: at('RESTATE_PORTS_ADMIN'),
        PROMENADE_IDENTITY_ISSUER: at('IDENTITY_PORT'),
        PROMENADE_IDENTITY_CLIENT_SECRET: await this.secret('portal-client-secret'),
        ...this.given,
      },
      this.installation,
    );
  }

  private get cliFile(): string {
    return join(this.installation, 'node_modules', '@promenade', 'host', 'bin', 'promenade.js');
  }

  get url(): string {
    return `http://localhost:${this.ports.PROMENADE_HTTP_PORT}`;
  }

  get grpcAddress(): string {
    return `127.0.0.1:${this.ports.PROMENADE_GRPC_PORT}`;
  }

  /** Starts the host and waits until it is ready. @throws with the end of its output when it ends before. */
  async start(...flags: string[]): Promise<void> {
    const host = spawn(process.execPath, [this.cliFile, 'start', ...flags], {
      cwd: this.installation,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.host = host;
    const output: string[] = [];
    const file = createWriteStream(join(this.dataDir, 'output.log'), { flags: 'a' });
    for (const stream of [host.stdout, host.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output.push(chunk.toString());
        file.write(chunk);
      });
    }
    const deadline = Date.now() + 90_000;
    while (!(await this.isReady())) {
      if (host.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the host did not get ready:\n${output.join('').slice(-4_000)}`);
      }
      await pause(50);
    }
    if (this.installation === root) await keepPortal(this.dataDir);
  }

  /** Whether its process lives. */
  get isAlive(): boolean {
    return this.host !== undefined && this.host.exitCode === null && this.host.signalCode === null;
  }

  /** kill -9, without waiting for anything to be finished. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ctrl-C. @returns the exit code */
  async interrupt(): Promise<number | null> {
    return this.end('SIGINT');
  }

  /** Stops the host and removes its data. */
  async remove(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** Runs a command of the command line. @returns its standard output */
  async cli(...args: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [this.cliFile, ...args], {
      cwd: this.installation,
      env: this.environment,
    });
    return stdout.trim();
  }

  /** Signed once by the command line, then given again. */
  token(role: string, subject: string, merchant = 'acme'): Promise<string> {
    const args = ['--merchant', merchant, '--role', role, '--subject', subject];
    const name = args.join(' ');
    const token = this.signed.get(name) ?? this.cli('token', ...args);
    this.signed.set(name, token);
    return token;
  }

  /**
   * Signs many tokens without a process for each.
   * @returns one for each subject, in their order, for two hours
   */
  tokens(role: string, subjects: readonly string[], merchantId: string): Promise<string[]> {
    const request = {
      issuer: `http://localhost:${this.ports.PROMENADE_IDENTITY_PORT}`,
      audience: 'urn:promenade:api',
      roles: [role],
      merchants: [{ id: merchantId, name: merchantId }],
      expiresInSeconds: 7_200,
    };
    return Promise.all(
      subjects.map((subject) =>
        signAccessToken(join(this.dataDir, 'identity'), { ...request, subject }),
      ),
    );
  }

  async api<T>(method: string, path: string, token: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  /** Asks the database as a role, with the rows of one merchant where given. */
  async query<Row extends pg.QueryResultRow>(
    role: 'promenade_owner' | 'promenade_app' | 'promenade_relay',
    text: string,
    merchantId?: string,
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: await this.databaseUrl(role) });
    await client.connect();
    try {
      await client.query(`select set_config('app.merchant_id', $1, false)`, [merchantId ?? '']);
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** The processes that were started for this installation and still run. */
  async processes(): Promise<string[]> {
    const { stdout } = await run('ps', ['-eo', 'pid,args']);
    return stdout.split('\n').filter((line) => line.includes(this.dataDir));
  }

  private get environment(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.ports, ...this.given, PROMENADE_DATA_DIR: this.dataDir };
  }

  private async databaseUrl(role: string): Promise<string> {
    const given = this.given.PROMENADE_DATABASE_OWNER_URL;
    const url = new URL(
      given ?? `postgresql://127.0.0.1:${this.ports.PROMENADE_POSTGRES_PORT}/promenade`,
    );
    url.username = role;
    if (!given) url.password = await this.secret('database-password');
    return url.href;
  }

  private async secret(name: string): Promise<string> {
    return (await readFile(join(this.dataDir, 'secrets', name), 'utf8')).trim();
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`)).ok;
    } catch {
      return false;
    }
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { host } = this;
    this.host = undefined;
    if (!host || host.exitCode !== null || host.signalCode !== null) return host?.exitCode ?? null;
    host.kill(signal);
    await once(host, 'exit');
    return host.exitCode;
  }
}
