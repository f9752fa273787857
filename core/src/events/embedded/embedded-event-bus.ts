import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Listener } from '../../database/listener.js';
import {
  EventBus,
  type EventRecord,
  type OutgoingRecord,
  type ReadOptions,
  type RecordPage,
  type ResetOptions,
  type StoredRecord,
  type SubscribeOptions,
  type Subscription,
  type TopicSize,
} from '../event-bus.js';
import { GroupInUseError } from '../group-in-use-error.js';
import { Wakeup } from '../wakeup.js';
import { appendRecords } from './append-records.js';
import { logLag, logTopics, readLog, readLogRecord } from './read-log.js';

const batchSize = 2_000;
/** Looks for records this often even when nobody notified, in milliseconds. */
const pollMilliseconds = 1_000;

interface LogRow {
  aggregateid: string;
  payload: Buffer;
  headers: Record<string, string>;
  position: string;
}

/**
 * The bus of one process, durable in PostgreSQL: the outbox is the log, and each consumer group keeps its position
 * per topic. It exists so that one command starts everything; it is no distributed log.
 */
export class EmbeddedEventBus extends EventBus {
  private readonly subscriptions = new Map<Subscription, SubscribeOptions>();

  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Appends to the log; the sequencer gives the records their positions. */
  override publish(records: readonly OutgoingRecord[]): Promise<void> {
    return appendRecords(this.database, records);
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const wakeup = new Wakeup();
    const stopping = new AbortController();
    const unlisten = await this.listener.listen('promenade_log', () => wakeup.wake());
    const running = this.consume(options, wakeup, stopping.signal);
    const subscription: Subscription = {
      close: async () => {
        unlisten();
        stopping.abort();
        wakeup.wake();
        await running;
        this.subscriptions.delete(subscription);
      },
    };
    this.subscriptions.set(subscription, options);
    return subscription;
  }

  /** A topic of the log is there with its first record. */
  override prepare(): Promise<void> {
    return Promise.resolve();
  }

  override async reset({ group, topic, from }: ResetOptions): Promise<void> {
    const members = [...this.subscriptions.values()];
    if (members.some((member) => member.group === group && member.topic === topic)) {
      throw new GroupInUseError(group, topic);
    }
    const before = sql<string>`coalesce(
      (select min(position) - 1 from promenade.outbox where aggregatetype = ${topic} and created_at >= ${from ?? null}),
      (select max(position) from promenade.outbox where aggregatetype = ${topic}),
      0)`;
    await sql`
      insert into promenade.consumer_offset (consumer_group, topic, position)
      values (${group}, ${topic}, ${from ? before : sql`0`})
      on conflict (consumer_group, topic) do update set position = excluded.position, updated_at = now()
    `.execute(this.database.acrossMerchants());
  }

  override lag({ group, topic }: Pick<ResetOptions, 'group' | 'topic'>): Promise<number> {
    return logLag(this.database, group, topic);
  }

  override topics(suffix: string): Promise<readonly TopicSize[]> {
    return logTopics(this.database, suffix);
  }

  override read(options: ReadOptions): Promise<RecordPage> {
    return readLog(this.database, options);
  }

  override readOne(topic: string, position: string): Promise<StoredRecord | undefined> {
    return readLogRecord(this.database, topic, position);
  }

  override async close(): Promise<void> {
    await Promise.all([...this.subscriptions.keys()].map((subscription) => subscription.close()));
  }

  private async consume(
    options: SubscribeOptions,
    wakeup: Wakeup,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        const reached = await this.reached(options);
        const records = await this.fetch(options, reached);
        const last = records.at(-1);
        if (!last) {
          await wakeup.wait(pollMilliseconds);
          continue;
        }
        await options.deliver(records, signal);
        await this.commit(options, reached, last.position);
      } catch (error) {
        if (signal.aborted) return;
        this.onError(error);
        await wakeup.wait(pollMilliseconds);
      }
    }
  }

  private async reached({ group, topic }: SubscribeOptions): Promise<string> {
    const { rows } = await sql<{ position: string }>`
      select position from promenade.consumer_offset
      where consumer_group = ${group} and topic = ${topic}`.execute(
      this.database.acrossMerchants(),
    );
    return rows[0]?.position ?? '0';
  }

  private async fetch({ topic }: SubscribeOptions, reached: string): Promise<EventRecord[]> {
    const { rows } = await sql<LogRow>`
      select aggregateid, payload, headers, position from promenade.outbox
      where aggregatetype = ${topic} and position > ${reached}
      order by position limit ${batchSize}`.execute(this.database.acrossMerchants());
    return rows.map(({ aggregateid, payload, headers, position }) => ({
      topic,
      key: aggregateid,
      headers,
      value: payload,
      position,
    }));
  }

  /** Only where the group stands as it stood: another process may have set it back while the delivery was in hand. */
  private async commit(
    { group, topic }: Pick<SubscribeOptions, 'group' | 'topic'>,
    reached: string,
    position: string,
  ): Promise<void> {
    await sql`
      insert into promenade.consumer_offset as o (consumer_group, topic, position)
      values (${group}, ${topic}, ${position})
      on conflict (consumer_group, topic) do update set position = excluded.position, updated_at = now()
      where o.position = ${reached}`.execute(this.database.acrossMerchants());
  }
}
