import { Redis } from 'ioredis';
import type { Logger } from '../../observability/logger.js';
import type { CacheMetrics } from '../cache-metrics.js';
import { CacheUnavailableError } from '../cache-unavailable-error.js';
import { Circuit } from './circuit.js';

/** How long a command may take unless the options say otherwise, and the pauses between attempts to connect; milliseconds. */
const usualCommandTimeout = 100;
const shortestPause = 50;
const longestPause = 2_000;

export interface RedisServerOptions {
  /** `redis://` or, with TLS, `rediss://`; may hold user and password. */
  readonly url: string;
  /** For metrics and logs: `cache`, `keys`. */
  readonly name: string;
  readonly logger: Logger;
  readonly metrics: CacheMetrics;
  /** Milliseconds that a command may take; 100 unless given. */
  readonly commandTimeout?: number;
}

/**
 * One Redis, which may go and come back at any time: a command fails fast when it is away, and few are tried then.
 * It reconnects by itself, with growing pauses.
 */
export class RedisServer {
  private readonly redis: Redis;
  private readonly circuit = new Circuit();
  private subscriber: Redis | undefined;
  private isAway = false;

  constructor(private readonly options: RedisServerOptions) {
    this.redis = connection(options);
    this.redis.on('error', (error: Error) => this.lost(error));
    this.redis.on('ready', () => {
      this.circuit.succeeded();
      this.found();
    });
    options.metrics.isUp.set({ server: options.name }, 0);
  }

  /** Waits for the first connection, but not long: a host starts without Redis too. @param milliseconds at most */
  async connect(milliseconds = 1_000): Promise<void> {
    const late = AbortSignal.timeout(milliseconds);
    const given = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
    // A failure was reported as an error event, and the next attempt is under way.
    await Promise.race([this.redis.connect().catch(() => undefined), given]);
  }

  /** @throws CacheUnavailableError when there is no answer in time, when it is a refusal, or when none is hoped for */
  async run<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    if (!this.circuit.admits()) throw new CacheUnavailableError(`Redis (${this.name}) is away`);
    try {
      const answer = await command(this.redis);
      this.circuit.succeeded();
      this.found();
      return answer;
    } catch (error) {
      this.circuit.failed();
      this.options.metrics.errors.inc({ server: this.name });
      const fault = faultOf(error, this.name);
      this.options.logger.debug({ err: fault, server: this.name }, 'Redis did not do it');
      if (this.circuit.isOpen) this.lost(fault);
      throw fault;
    }
  }

  /** Hears a channel, again after each reconnect; what is told meanwhile is lost. */
  subscribe(channel: string, onMessage: (text: string) => void): void {
    const subscriber = connection(this.options);
    this.subscriber = subscriber;
    // The other connection reports what there is to say.
    subscriber.on('error', () => undefined);
    subscriber.on('message', (_channel, text: string) => onMessage(text));
    subscriber.on('ready', () => {
      subscriber.subscribe(channel).catch((error: unknown) => {
        this.options.logger.warn({ err: faultOf(error, this.name) }, 'no news by Redis');
      });
    });
    subscriber.connect().catch(() => undefined);
  }

  /** For `/ready`: `ok`, or that the host does without. */
  get state(): string {
    return this.isAway || this.redis.status !== 'ready' ? 'away: slower, but right' : 'ok';
  }

  /** Whether it answers: for a check. @throws CacheUnavailableError */
  async ping(): Promise<void> {
    await this.run((redis) => redis.ping());
  }

  async version(): Promise<string> {
    const info = await this.run((redis) => redis.info('server'));
    return /^redis_version:([^\r]*)/m.exec(info)?.[1] ?? 'unknown';
  }

  close(): void {
    this.redis.disconnect();
    this.subscriber?.disconnect();
  }

  private get name(): string {
    return this.options.name;
  }

  private lost(error: Error): void {
    this.options.metrics.isUp.set({ server: this.name }, 0);
    // One line for a whole outage, however many attempts it takes.
    if (this.isAway) return;
    this.isAway = true;
    const line = { err: faultOf(error, this.name), server: this.name };
    this.options.logger.warn(line, 'Redis is away; the host goes on without it');
  }

  private found(): void {
    this.options.metrics.isUp.set({ server: this.name }, 1);
    if (!this.isAway) return;
    this.isAway = false;
    this.options.logger.info({ server: this.name }, 'Redis is back');
  }
}

const connection = ({
  url,
  commandTimeout = usualCommandTimeout,
}: Pick<RedisServerOptions, 'url' | 'commandTimeout'>): Redis =>
  new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1_000,
    commandTimeout,
    // A command waits for no connection, and none is sent twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // Subscriptions are made in one place, when the connection is ready.
    autoResubscribe: false,
    keepAlive: 5_000,
    // Whoever closes has no more to say; the library would wait for a socket that is long gone.
    disconnectTimeout: 50,
    retryStrategy: (attempt) =>
      Math.min(longestPause, shortestPause * 2 ** Math.min(attempt - 1, 10)) *
      (0.75 + Math.random() / 2),
  });

/** An error of the library holds the command with its arguments, the password of AUTH among them: only what it says goes on. */
const faultOf = (error: unknown, name: string): CacheUnavailableError => {
  if (error instanceof CacheUnavailableError) return error;
  const said = error instanceof Error ? error.message || error.name : String(error);
  return new CacheUnavailableError(`Redis (${name}): ${said}`);
};
