import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { EventRecord } from './event-bus.js';
import type { EventEnvelope } from './event-headers.js';
import { Wakeup } from './wakeup.js';

/** How often one looks for records that are due, in milliseconds. */
const pollMilliseconds = 1_000;
const batchSize = 20;
/** Records tried at once: those that are replayed may fail for seconds, and all of a batch must be done within the lease. */
const lanes = 4;
/** A record that a host took and did not finish is due again after this, in seconds. */
const leaseSeconds = 60;
/** Longest time between two tries of a record, in seconds. */
const longestPause = 60;

/** A record that is to be tried again by one group alone. */
export interface ReturnedRecord {
  readonly record: EventRecord;
  readonly eventId: string;
}

/** Tries a postponed record once. @returns whether it is done with */
export type TryAgain = (record: EventRecord, signal: AbortSignal) => Promise<boolean>;

interface Row {
  merchant_id: string;
  consumer_group: string;
  event_id: string;
  topic: string;
  key: string;
  headers: Record<string, string>;
  payload: Buffer;
  position: string;
  attempts: number;
}

/**
 * Gives a record to a group again, by way of the postponed ones: due at once, for the next host that consumes the topic for the
 * group, whichever it is. One that waits there already is due at once too, also when a host has it in hand: that attempt may
 * have failed already, and not ended.
 */
export const giveBack = async (
  tx: Transaction,
  { group }: { readonly group: string },
  { record, eventId }: ReturnedRecord,
): Promise<void> => {
  await sql`
    insert into promenade.postponed_event
      (merchant_id, consumer_group, event_id, topic, key, headers, payload, position, due_at)
    values (${tx.merchantId}, ${group}, ${eventId}, ${record.topic}, ${record.key},
      ${JSON.stringify(record.headers)}, ${record.value}, ${record.position}, now())
    on conflict (merchant_id, consumer_group, event_id) do update set due_at = now(), attempts = 0
  `.execute(tx.sql);
};

/**
 * Records that wait for something that has not arrived, out of the way of those behind them. They are tried again, ever more
 * seldom, without limit.
 */
export class PostponedEvents {
  private readonly handlers = new Map<string, TryAgain>();
  private readonly stopping = new AbortController();
  private readonly wakeup = new Wakeup();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Says who tries the postponed records of a group and topic. */
  register(group: string, topic: string, tryAgain: TryAgain): void {
    this.handlers.set(`${group}/${topic}`, tryAgain);
  }

  /** Keeps a record for later; one that is kept already stays as it is. */
  async add(record: EventRecord, group: string, envelope: EventEnvelope): Promise<void> {
    await this.database.transaction(envelope.merchantId, (tx) =>
      sql`
        insert into promenade.postponed_event
          (merchant_id, consumer_group, event_id, topic, key, headers, payload, position, due_at)
        values (${tx.merchantId}, ${group}, ${envelope.eventId}, ${record.topic}, ${record.key},
          ${JSON.stringify(record.headers)}, ${record.value}, ${record.position}, now() + interval '1 second')
        on conflict do nothing`.execute(tx.sql),
    );
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeup.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const due = await this.take();
        await this.tryAll(due, signal);
        if (due.length < batchSize) await this.wakeup.wait(pollMilliseconds);
      } catch (error) {
        if (signal.aborted) return;
        this.onError(error);
        await this.wakeup.wait(pollMilliseconds);
      }
    }
  }

  /** Takes what is due for the handlers of this host; other hosts leave it alone until the lease is over. */
  private async take(): Promise<readonly Row[]> {
    const { rows } = await sql<Row>`
      update promenade.postponed_event p
      set due_at = now() + make_interval(secs => ${leaseSeconds}), attempts = p.attempts + 1
      from (
        select merchant_id, consumer_group, event_id from promenade.postponed_event
        where due_at <= now() and consumer_group || '/' || topic = any(${[...this.handlers.keys()]}::text[])
        order by due_at limit ${batchSize} for update skip locked
      ) due
      where (p.merchant_id, p.consumer_group, p.event_id) = (due.merchant_id, due.consumer_group, due.event_id)
      returning p.merchant_id, p.consumer_group, p.event_id, p.topic, p.key, p.headers, p.payload, p.position, p.attempts
    `.execute(this.database.acrossMerchants());
    return rows;
  }

  private async tryAll(due: readonly Row[], signal: AbortSignal): Promise<void> {
    const waiting = [...due];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await this.tryAgain(next, signal);
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: lanes }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async tryAgain(row: Row, signal: AbortSignal): Promise<void> {
    const record: EventRecord = {
      topic: row.topic,
      key: row.key,
      headers: row.headers,
      value: row.payload,
      position: row.position,
    };
    const handler = this.handlers.get(`${row.consumer_group}/${row.topic}`);
    const isDone = (await handler?.(record, signal)) ?? false;
    const pause = Math.min(longestPause, 2 ** Math.min(row.attempts, 10));
    const db = this.database.acrossMerchants();
    // Given back in the meantime, its attempts begin anew, and this one decides nothing any more.
    const which = sql`(merchant_id, consumer_group, event_id, attempts) =
      (${row.merchant_id}::uuid, ${row.consumer_group}, ${row.event_id}::uuid, ${row.attempts})`;
    await (isDone
      ? sql`delete from promenade.postponed_event where ${which}`.execute(db)
      : sql`update promenade.postponed_event set due_at = now() + make_interval(secs => ${pause})
          where ${which}`.execute(db));
  }
}
