import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import type { Transaction } from '../database/transaction.js';
import { type Change, changeText, readChange } from './invalidation.js';

const channel = 'promenade_cache';
/** How often the connection that notifications come by is asked, and how long its answer vouches for them; milliseconds. */
const askEvery = 1_000;
const trustFor = 3_000;
const mostKnown = 50_000;

/**
 * The generation of what each plugin keeps in the cache for a merchant: a random id that is renewed in the transaction of
 * every change. A cached value counts only while it bears the current one, so that a change is never undone by a server
 * that was away, or by a reader that stores what it read before.
 *
 * Current ones are remembered here until a notification, which PostgreSQL sends with the commit, says otherwise. They are
 * trusted only while the connection that notifications come by has answered lately: its answer comes after them.
 */
export class CacheGenerations {
  private readonly known = new Map<string, string>();
  private readonly reading = new Map<string, Promise<string>>();
  private confirmedAt = Number.NEGATIVE_INFINITY;
  /** The connection that has answered; another one may have missed something. */
  private confirmedOn: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly database: Pick<Database, 'acrossMerchants'>,
    private readonly listener: Pick<Listener, 'listen' | 'answer' | 'connection' | 'connected'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  async open(): Promise<void> {
    await this.listener.listen(channel, (payload) => this.hear(payload));
    await this.confirm();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.confirmedAt = Number.NEGATIVE_INFINITY;
  }

  /** @returns undefined while it is not known which one is current: then the cache must not be used */
  async of(change: Change): Promise<string | undefined> {
    if (!this.isTrusted()) return undefined;
    const key = changeText(change);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    try {
      return await (this.reading.get(key) ?? this.read(key, change));
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }

  /** Makes what is cached obsolete on all hosts if the transaction commits. Writers of a merchant's plugin wait for each other from here on. */
  async renew(tx: Transaction, pluginId: string): Promise<void> {
    await sql`
      insert into promenade.cache_generation (merchant_id, plugin_id, generation)
      values (${tx.merchantId}, ${pluginId}, ${randomUUID()})
      on conflict (merchant_id, plugin_id) do update set generation = excluded.generation`.execute(
      tx.sql,
    );
  }

  /** The one that is known is no longer to be relied on. */
  forget(change: Change): void {
    const key = changeText(change);
    this.known.delete(key);
    // What is being read may be what was before the change.
    this.reading.delete(key);
  }

  private hear(payload: string | undefined): void {
    const change = payload === undefined ? undefined : readChange(payload);
    if (change) {
      this.forget(change);
      return;
    }
    this.forgetAll();
  }

  /** After a reconnect: whatever was told meanwhile is lost. */
  private forgetAll(): void {
    this.known.clear();
    this.reading.clear();
  }

  private isTrusted(): boolean {
    const { connection } = this.listener;
    return (
      connection !== undefined &&
      connection === this.confirmedOn &&
      performance.now() - this.confirmedAt < trustFor
    );
  }

  private read(key: string, { merchantId, pluginId }: Change): Promise<string> {
    const reading = sql<{ generation: string }>`
      select generation from promenade.cache_generation
      where merchant_id = ${merchantId} and plugin_id = ${pluginId}`
      .execute(this.database.acrossMerchants())
      .then(({ rows }) => rows[0]?.generation ?? 'first');
    this.reading.set(key, reading);
    const settle = (generation?: string): void => {
      if (this.reading.get(key) !== reading) return;
      this.reading.delete(key);
      if (generation !== undefined) this.remember(key, generation);
    };
    reading.then(settle, () => settle());
    return reading;
  }

  private remember(key: string, generation: string): void {
    this.known.set(key, generation);
    if (this.known.size <= mostKnown) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }

  private async confirm(): Promise<void> {
    const askedAt = performance.now();
    const { connection } = this.listener;
    try {
      await this.listener.answer();
      if (connection !== this.confirmedOn) this.forgetAll();
      this.confirmedOn = connection;
      this.confirmedAt = askedAt;
    } catch (error) {
      // The listener reports a lost connection and makes a new one; until then nothing is trusted.
      if (this.listener.connected) this.onError(error);
    }
    if (this.isClosed) {
      this.confirmedAt = Number.NEGATIVE_INFINITY;
      return;
    }
    this.timer = setTimeout(() => void this.confirm(), askEvery);
    this.timer.unref();
  }
}
