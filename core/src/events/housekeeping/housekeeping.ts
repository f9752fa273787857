import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Listener } from '../../database/listener.js';
import type { HousekeepingMetrics } from '../../observability/housekeeping-metrics.js';
import { BatchLoop } from '../batch-loop.js';
import type { ConsumedTopic } from '../consumers-of.js';
import { deadLetterSuffix } from '../dead-letter.js';
import { logTopicNames } from '../embedded/read-log.js';
import { type ClearedStretch, clearLog, readByAll } from './clear-log.js';
import { clearCaptured, clearForwarded, slotIsRead } from './clear-outbox.js';
import { clearDeadLetterStates, clearProcessed } from './clear-processed.js';
import type { KeptEvents, OutboxReader } from './kept-events.js';
import { measureTables } from './measure-tables.js';

/** How often one looks for what is old, in milliseconds. */
const pollMilliseconds = 60_000;
/** A position that every record lies before. */
const end = '9223372036854775807';

export interface HousekeepingOptions {
  readonly reader: OutboxReader;
  readonly kept: Required<KeptEvents>;
  /** What the installed plugins consume. */
  readonly consumers: readonly ConsumedTopic[];
  /** Rows that one transaction looks at or removes, at most; 2,000 unless given. */
  readonly rows?: number;
}

/**
 * Removes from the tables of the events what is done with and old enough, in short transactions. Every host with the role
 * `relay` looks each minute; a lock within each transaction leaves the work to one of them.
 */
export class Housekeeping {
  private readonly loop: BatchLoop;
  private readonly rows: number;

  constructor(
    private readonly database: Database,
    listener: Listener,
    private readonly metrics: HousekeepingMetrics,
    private readonly options: HousekeepingOptions,
    onError: (error: unknown) => void,
  ) {
    this.rows = options.rows ?? 2_000;
    const run = async (): Promise<boolean> => {
      await this.clear();
      return false;
    };
    this.loop = new BatchLoop(listener, { channels: [], pollMilliseconds, run }, onError);
  }

  start(): Promise<void> {
    return this.loop.start();
  }

  /** Resolves when the transaction in hand is done. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Removes everything that is old by now, unless another host is at it. @returns how many rows of the outbox went */
  async clear(): Promise<number> {
    const { reader, kept } = this.options;
    const db = this.database.acrossMerchants();
    const removed = reader === 'log' ? await this.clearTopics(db) : await this.clearOutbox();
    await this.repeat('processed_events', (tx) =>
      clearProcessed(tx, { days: kept.processedDays, rows: this.rows }),
    );
    await this.repeat('dead_letter_state', (tx) =>
      clearDeadLetterStates(tx, { days: kept.deadLetterDays, rows: this.rows }),
    );
    if (!this.loop.signal.aborted) await measureTables(db, this.metrics, reader);
    return removed;
  }

  private async clearTopics(db: Kysely<unknown>): Promise<number> {
    const { kept, consumers } = this.options;
    let removed = 0;
    for (const topic of await logTopicNames(db)) {
      const isLetters = topic.endsWith(deadLetterSuffix);
      const hours = isLetters ? kept.deadLetterDays * 24 : kept.retentionHours;
      removed += await this.walk(async (tx, after) => {
        // Asked anew for each stretch: a group may be set back, or a new one come, between two of them.
        const until = (await readByAll(tx, topic, consumers, kept.retentionHours)) ?? end;
        const compacted = kept.compacted.includes(topic);
        return clearLog(tx, { topic, after, until, hours, compacted, rows: this.rows });
      });
    }
    return removed;
  }

  private clearOutbox(): Promise<number> {
    const { reader, kept } = this.options;
    return this.walk(async (tx, after) => {
      const stretch = { after, hours: kept.retentionHours, rows: this.rows };
      if (reader === 'forwarder') return clearForwarded(tx, stretch);
      return (await slotIsRead(tx)) ? clearCaptured(tx, stretch) : { removed: 0, next: undefined };
    });
  }

  /** Goes through the outbox stretch by stretch, to the first that holds something young. */
  private async walk(
    clear: (tx: Kysely<unknown>, after: string) => Promise<ClearedStretch>,
  ): Promise<number> {
    let removed = 0;
    for (let after: string | undefined = '0'; after !== undefined; ) {
      const from: string = after;
      const stretch = await this.alone((tx) => clear(tx, from));
      this.metrics.removed.inc({ table: 'outbox' }, stretch?.removed ?? 0);
      removed += stretch?.removed ?? 0;
      after = stretch?.next;
    }
    return removed;
  }

  private async repeat(
    table: string,
    clear: (tx: Kysely<unknown>) => Promise<number>,
  ): Promise<void> {
    let removed: number;
    do {
      removed = (await this.alone(clear)) ?? 0;
      this.metrics.removed.inc({ table }, removed);
    } while (removed === this.rows);
  }

  /** @returns undefined when another host is at work, or this one stops */
  private async alone<T>(work: (tx: Kysely<unknown>) => Promise<T>): Promise<T | undefined> {
    if (this.loop.signal.aborted) return undefined;
    return this.database
      .acrossMerchants()
      .transaction()
      .execute(async (tx) => {
        const { rows } = await sql<{ mine: boolean }>`
          select pg_try_advisory_xact_lock(hashtext('promenade.housekeeping')) as mine`.execute(tx);
        return rows[0]?.mine === true ? work(tx) : undefined;
      });
  }
}
