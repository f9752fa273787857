import pg from 'pg';

export type Unlisten = () => void;

/** @param payload what the notification carries; undefined after a reconnect, when notifications may have been lost */
export type NotificationHandler = (payload?: string) => void;

/**
 * LISTEN on a connection of its own, shared by all channels of a host. After a lost connection it
 * reconnects and calls every handler once, since notifications sent meanwhile are gone.
 */
export class Listener {
  private readonly handlers = new Map<string, Set<NotificationHandler>>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;
  private opened = 0;

  constructor(
    private readonly url: string,
    private readonly onError: (error: unknown) => void,
    private readonly retryMilliseconds = 250,
  ) {}

  /** @throws when the database cannot be reached; only a connection that was once open is made anew */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      // What an operator sees in pg_stat_activity.
      application_name: 'promenade listener',
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    });
    client.on('notification', ({ channel, payload }) => this.call(channel, payload ?? ''));
    client.on('error', this.onError);
    client.on('end', () => this.lose(client));
    await client.connect();
    // Whoever finds it connected may rely on it: so it hears all channels by then, those that were added meanwhile too.
    for (const channel of this.handlers.keys()) await subscribe(client, channel);
    if (this.closed) {
      await client.end();
      return;
    }
    this.client = client;
    this.opened += 1;
  }

  /** Calls the handler on every notification of the channel, and after each reconnect. */
  async listen(channel: string, handler: NotificationHandler): Promise<Unlisten> {
    const handlers = this.handlers.get(channel) ?? new Set();
    const isNew = handlers.size === 0;
    this.handlers.set(channel, handlers.add(handler));
    if (isNew && this.client) await subscribe(this.client, channel);
    return () => handlers.delete(handler);
  }

  get connected(): boolean {
    return this.client !== undefined;
  }

  /** The number of the connection, another one after each reconnect; undefined while there is none. */
  get connection(): number | undefined {
    return this.client && this.opened;
  }

  /**
   * Resolves when the connection answers: the handlers have then been called for every notification that was sent before.
   * @throws when there is no connection, or when it breaks
   */
  async answer(): Promise<void> {
    if (!this.client) throw new Error('the connection for notifications is lost');
    await this.client.query('select');
  }

  /**
   * Does work that one host does at a time: under a lock of this connection, which ends with it. So nothing else is held while
   * the work runs, no transaction and no connection of a pool, however long it takes.
   * @param work is told by its function whether the lock still stands: without the connection another host may have it
   * @returns undefined when another host is at it, or there is no connection
   * @throws what the work throws
   */
  async whileLocked<T>(
    name: string,
    work: (isHeld: () => boolean) => Promise<T>,
  ): Promise<T | undefined> {
    const { client } = this;
    if (!client) return undefined;
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as mine',
      [name],
    );
    if (rows[0]?.mine !== true) return undefined;
    const isHeld = (): boolean => this.client === client;
    try {
      return await work(isHeld);
    } finally {
      // A connection that broke has taken the lock with it.
      if (isHeld()) {
        await client
          .query('select pg_advisory_unlock(hashtext($1))', [name])
          .catch((error: unknown) => this.onError(error));
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private call(channel: string, payload?: string): void {
    for (const handler of this.handlers.get(channel) ?? []) handler(payload);
  }

  /** A client that never got as far as being the current one is of no account: whoever opened it learned of it. */
  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.reconnectLater();
  }

  private reconnectLater(): void {
    clearTimeout(this.retry);
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.open().then(
        () => [...this.handlers.keys()].forEach((channel) => this.call(channel)),
        (error: unknown) => {
          this.onError(error instanceof Error ? error : new Error(String(error)));
          this.reconnectLater();
        },
      );
    }, this.retryMilliseconds);
  }
}

const subscribe = async (client: pg.Client, channel: string): Promise<void> => {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
};
